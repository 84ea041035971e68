# SPDX-License-Identifier: MIT
"""A synthetic site of any number of roles, always the same for a number."""
import os
import random
import shutil

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WORDS = """plan review draft check measure repair order teach record test sort answer compare design report
clean drive listen sell explain install inspect count arrange prepare translate advise collect deliver adjust
schedule approve monitor compile negotiate label pack trace calibrate""".split()
NOUNS = """report machine client contract room sample schedule budget text drawing order patient account route
system part result page case order meeting plan stock letter device lesson claim record""".split()
LEVELS = ["entry", "mid", "senior", "lead"]
FIELDS = 12


def sentence(rng, length):
    words = [rng.choice(WORDS if i % 2 else NOUNS) for i in range(length)]
    return " ".join(words).capitalize() + "."


def task(rng, number, by_level):
    value = rng.randint(5, 90)
    times = "{%s}" % ", ".join(f"{level}: {rng.randint(1, 40)}" for level in LEVELS) if by_level else rng.randint(1, 40)
    return (f"  - task: {rng.choice(WORDS).capitalize()} the {rng.choice(NOUNS)} and the {rng.choice(NOUNS)} {number}\n"
            f"    time: {times}\n    exposure: {{value: {value}, low: {max(0, value - 12)}, high: {min(100, value + 9)}}}\n"
            f"    autonomy: {rng.randint(0, 90)}\n    rationale: {sentence(rng, 18)}\n    sources: [study-{number % 5}]\n")


def role(rng, number):
    title = f"{rng.choice(WORDS).capitalize()} {rng.choice(NOUNS).capitalize()} Worker {number}"
    out = ["---\n", f"title: {title}\n", f"category: field-{number % FIELDS}\n", "updated: 2026-11-01\n",
           f"tagline: {sentence(rng, 9)}\n", f"summary: {sentence(rng, 20)}\n", "tasks:\n"]
    by_level = number % 2 == 0
    out += [task(rng, i, by_level) for i in range(10)]
    out.append("skills:\n")
    for i in range(6):
        group = ["vulnerable", "resilient", "learn"][i % 3]
        out.append(f"  - skill: {rng.choice(NOUNS).capitalize()} {i}\n    group: {group}\n    why: {sentence(rng, 12)}\n")
    out.append("timeline:\n")
    for year in (2027, 2028, 2030):
        out.append(f"  - from: {year}\n    claim: {sentence(rng, 16)}\n    confidence: medium\n")
    out.append("steps:\n")
    for i in range(4):
        out.append(f"  - lead: {sentence(rng, 4)}\n    body: {sentence(rng, 20)}\n")
    out.append("faq:\n")
    for i in range(4):
        out.append(f"  - q: {sentence(rng, 6)[:-1]}?\n    a: {sentence(rng, 24)}\n")
    out.append("---\n")
    for i in range(4):
        out.append(f"## {sentence(rng, 5)[:-1]}\n\n")
        out += [sentence(rng, 60) + (" [@study-1]" if k else " The risk is [=risk].") + "\n\n" for k in range(2)]
    return "".join(out)


def make_site(folder, count):
    rng = random.Random(1)
    os.makedirs(f"{folder}/content/roles")
    shutil.copytree(f"{ROOT}/themes", f"{folder}/themes")
    categories = "".join(f"  - {{id: field-{i}, title: Field {i}}}\n" for i in range(FIELDS))
    with open(f"{folder}/content/site.yaml", "w") as file:
        file.write("title: Bench\nbase_url: https://bench.example\nedition: \"1\"\ndescription: A synthetic site.\n"
                   f"categories:\n{categories}")
    with open(f"{folder}/content/sources.yaml", "w") as file:
        for i in range(5):
            file.write(f"study-{i}:\n  title: Study {i}\n  publisher: Nobody\n  url: https://bench.example/{i}\n"
                       "  published: 2025\n")
    for number in range(count):
        with open(f"{folder}/content/roles/role-{number}.md", "w") as file:
            file.write(role(rng, number))


