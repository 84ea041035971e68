// SPDX-License-Identifier: MIT
// The arithmetic of src/score, digit for digit: docs/scoring.md. All sums are whole numbers below 2^53, so that doubles
// hold them exactly and Math.floor(p / q) is the true quotient.

export const half = (p, q) => Math.floor((2 * p + q) / (2 * q));

// What each task weighs at a level: its time, or for a modelled level the baseline's, tilted by exposure.
export function weights(level, tasks) {
	return level.times.map((time, i) =>
		time * (level.is_modelled ? 5000 + (level.tilt || 0) * (50 - tasks[i].exposure.value) : 5000));
}

function measure(weights, tasks, part, total) {
	const sum = bound => weights.reduce((all, weight, i) => all + weight * part(tasks[i], bound), 0);
	const value = sum("value"), low = sum("low"), high = sum("high");
	return {
		value: half(value, 100 * total), low: half(low, 100 * total), high: half(high, 100 * total),
		hundredths: half(value, total), low_hundredths: half(low, total), high_hundredths: half(high, total)
	};
}

// null when the weights add up to nothing.
export function score(weights, tasks) {
	const total = weights.reduce((all, weight) => all + weight, 0);
	if (!total)
		return null;
	const risk = measure(weights, tasks, (task, bound) => task.exposure[bound] * task.autonomy[bound], total);
	const exposure = measure(weights, tasks, (task, bound) => task.exposure[bound] * 100, total);
	return {
		total, risk, exposure, threat: half(exposure.value, 10), automated: risk.value,
		assisted: exposure.value - risk.value, human: 100 - exposure.value
	};
}

// Splits `total` into whole numbers after the largest remainders of parts / unit; ties to the earlier one.
export function apportion(parts, unit, total) {
	const given = parts.map(part => Math.floor(part / unit));
	const rests = parts.map(part => part % unit);
	for (let missing = total - given.reduce((all, one) => all + one, 0); missing > 0; missing--) {
		const next = rests.indexOf(Math.max(...rests));
		given[next]++;
		rests[next] = 0;
	}
	return given;
}

// Per task: weight in thousandths, points of the risk, hundredths of it.
export function shares(weights, tasks, made) {
	const parts = weights.map((weight, i) => weight * tasks[i].exposure.value * tasks[i].autonomy.value);
	const permille = apportion(weights.map(weight => 1000 * weight), made.total, 1000);
	const points = apportion(parts, 100 * made.total, made.risk.value);
	const hundredths = apportion(parts, made.total, made.risk.hundredths);
	return weights.map((_, i) => ({ permille: permille[i], contribution: points[i], hundredths: hundredths[i] }));
}

// 0 minimal … 4 very high; `bounds` are the four risks at which a band begins.
export const band = (risk, bounds) => bounds.filter(bound => risk >= bound).length;

export const verdict = (risk, baseline) =>
	risk - baseline <= -4 ? "reduced" : risk - baseline >= 4 ? "elevated" : "typical";
