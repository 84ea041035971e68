# SPDX-License-Identifier: MIT
"""The same roles as content for Hugo and for Zola, with all that only rolecast reckons put in ready-made."""
import glob
import html
import json
import os
import re
import shutil

from benchmark.site import ROOT

PEERS = f"{ROOT}/tools/peers"
FIGURE = re.compile(r"\[=risk\]")
CITATION = re.compile(r"\[@([a-z0-9-]+)\]")
HEAD = re.compile(r"<title>(.*?)</title>\s*<meta name=\"description\" content=\"(.*?)\">", re.DOTALL)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def line_of(link):
    """What a list says of a role."""
    return {key: link[key] for key in ("title", "url", "tagline", "risk", "exposure", "band_label")}


def relations(role, name):
    found = role.get(name, {"items": []})["items"]
    return [{**line_of(item["other"]), "difference": item["difference"], "sentence": item.get("sentence", "")}
            for item in found]


def level_of(level):
    score = level["score"]
    risk = score["risk"]
    own = {key: level["level"].get(key, "") for key in ("id", "label", "url", "difference", "verdict_label")}
    own |= {key: score[key] for key in ("automated", "assisted", "human", "band_label", "threat_sentence", "week_sentence")}
    tasks = [{"hours": f"{task['permille'] / 10:.1f}", "points": task["contribution_exact"]} for task in level["tasks"]]
    return own | {"risk": risk["value"], "low": risk["low"], "high": risk["high"], "span": risk["span"],
                  "exposure": score["exposure"]["value"], "tasks": tasks}


def task_of(task):
    own = {key: task[key] for key in ("exposure_span", "autonomy_low", "autonomy_high", "autonomy_span", "label", "label_text")}
    return own | {"notes": [{key: note[key] for key in ("number", "title")} for note in task["notes"]]}


def reckoned(data):
    """What the templates of the others need and could not reckon."""
    role = data["role"]
    levels = [level_of(level) for level in data["levels"]]
    baseline = next(i for i, level in enumerate(data["levels"]) if level["level"].get("is_baseline"))
    first = role["faq"]["items"][0]
    sources = [{key: item[key] for key in ("anchor", "title", "publisher", "url", "published")}
               for item in role["sources"]["items"]]
    return {"question": role["question"], "category": role["category"], "category_url": role["category_url"],
            "updated": role["updated"], "baseline": baseline, "levels": levels,
            "tasks": [task_of(task) for task in data["assessment"]["tasks"]["items"]],
            "score_question": {"q": first["question_text"], "a": first["answer_text"]},
            "safer": relations(role, "safer"), "related": relations(role, "related"), "sources": sources}


def head_of(out, address):
    """Title and description, as the page that rolecast made has them."""
    found = HEAD.search(read(f"{out}{address}index.html"))
    return {"title": html.unescape(found[1]), "description": html.unescape(found[2])}


class Role:
    """One role file and what rolecast made of it."""

    def __init__(self, path, out):
        self.slug = os.path.basename(path)[:-3]
        _, self.front, prose = read(path).split("---\n", 2)
        self.data = json.loads(read(f"{out}/api/v1/roles/{self.slug}.json"))
        self.reckoned = reckoned(self.data)
        at = self.reckoned["levels"][self.reckoned["baseline"]]
        self.line = {key: at[key] for key in ("risk", "exposure", "band_label")}
        numbers = {source["id"]: source["anchor"] for source in self.data["role"]["sources"]["items"]}
        risk = self.data["assessment"]["score"]["risk"]["value"]
        self.url = f"/roles/{self.slug}/"
        self.prose = CITATION.sub(lambda found: f"[{numbers[found[1]].split('-')[1]}]({self.url}#{numbers[found[1]]})",
                                  FIGURE.sub(str(risk), prose))
        self.head = head_of(out, self.url)
        self.field = re.search(r"^category: (.*)$", self.front, re.MULTILINE)[1]
        plural = self.data["role"]["plural"]
        self.levels = [{"number": number, "level": level["id"], **head_of(out, level["url"]),
                        "question": f"Will AI replace {level['label']} {plural}?"}
                       for number, level in enumerate(self.reckoned["levels"])]


def rows(values, indent=""):
    """Keys as YAML, each value in the flow style, which is JSON."""
    return "".join(f"{indent}{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


def ranked(out):
    """All roles, highest risk first, as rolecast ranks them."""
    roles = json.loads(read(f"{out}/api/v1/roles.json"))["roles"]
    return sorted(roles, key=lambda role: role["rank"])


def site_data(roles, out):
    """What is the site's and not a role's: the fields with their counts, the ends of the ranking."""
    counts = {}
    for role in roles:
        counts[role.field] = counts.get(role.field, 0) + 1
    fields = [{"id": field, "title": field.replace("field-", "Field "), "url": f"/categories/{field}/", "count": count}
              for field, count in sorted(counts.items(), key=lambda pair: int(pair[0].split("-")[1]))]
    by_slug = {role.slug: role for role in roles}
    order = [by_slug[entry["slug"]] for entry in ranked(out)]
    lines = [line_of({**role.line, "title": role.data["role"]["title"],
                      "url": role.url, "tagline": role.data["role"]["tagline"]}) for role in order]
    return {"fields": fields, "top": lines[:5], "bottom": lines[:-6:-1] if len(lines) > 5 else []}, order


def write_hugo(folder, roles, order, site, heads):
    shutil.copytree(f"{PEERS}/hugo", folder)
    write(f"{folder}/data/bench.json", json.dumps(site))
    write(f"{folder}/data/reckoned.json", json.dumps({role.slug: role.reckoned for role in roles}))
    write(f"{folder}/data/levels.json", json.dumps({role.slug: role.levels for role in roles}))
    for path, head in heads.items():
        title = {"name": site["names"].get(path.split("/")[-2], "")} if path.count("/") > 2 else {}
        layout = {"layout": "ranking"} if path == "/roles/" else {}
        write(f"{folder}/content{path}_index.md", f"---\n{rows(head | title | layout)}---\n")
    weight = {role.slug: number for number, role in enumerate(order, 1)}
    for role in roles:
        own = {"name": role.data["role"]["title"], "heading": role.head["title"], "description": role.head["description"],
               "key": role.slug, "categories": [role.field], "weight": weight[role.slug], "line": role.line}
        write(f"{folder}/content/roles/{role.slug}/_index.md", f"---\n{role.front}{rows(own)}---\n{role.prose}")


def write_zola(folder, roles, order, site, heads):
    shutil.copytree(f"{PEERS}/zola", folder)
    write(f"{folder}/bench.json", json.dumps(site))
    fields = ",\n".join("  {%s}" % ", ".join(f"{key} = {json.dumps(value)}" for key, value in field.items())
                        for field in site["fields"])
    with open(f"{folder}/config.toml", "a", encoding="utf-8") as file:
        file.write(f"\n[extra]\nfields = [\n{fields},\n]\n")
    for path, head in heads.items():
        if not path.startswith("/categories"):
            template = "" if path == "/" else "template: roles.html\n"
            write(f"{folder}/content{path}_index.md", f"---\n{rows(head)}{template}---\n")
    write(f"{folder}/content/levels/_index.md", "---\ntitle: Levels\nrender: false\n---\n")
    rank = {role.slug: number for number, role in enumerate(order, 1)}
    for role in roles:
        front = re.sub(r"^title: .*\n", "", role.front, count=1)
        front = "".join(f"  {line}\n" for line in front.splitlines())
        own = {"key": role.slug, "name": role.data["role"]["title"], "rank": rank[role.slug], "line": role.line}
        write(f"{folder}/reckoned/{role.slug}.json", json.dumps(role.reckoned))
        write(f"{folder}/content/roles/{role.slug}.md",
              f"---\n{rows(role.head)}template: role.html\ntaxonomies:\n  categories: [{role.field}]\n"
              f"extra:\n{front}{rows(own, '  ')}---\n{role.prose}")
        for level in role.levels:
            own = {"role": f"roles/{role.slug}.md", "number": level["number"], "question": level["question"]}
            write(f"{folder}/content/levels/{role.slug}-{level['level']}.md",
                  f"---\n{rows({key: level[key] for key in ('title', 'description')})}path: roles/{role.slug}/{level['level']}\n"
                  f"template: level.html\nextra:\n{rows(own, '  ')}---\n")


def make_peers(content, out, folder):
    """Writes FOLDER/hugo and FOLDER/zola from the role files in CONTENT and what rolecast made of them in OUT."""
    roles = [Role(path, out) for path in sorted(glob.glob(f"{content}/roles/*.md"))]
    site, order = site_data(roles, out)
    addresses = ["/", "/roles/", "/categories/"] + [field["url"] for field in site["fields"]]
    heads = {address: head_of(out, address) for address in addresses}
    site |= {"heads": heads, "names": {field["id"]: field["title"] for field in site["fields"]}}
    write_hugo(f"{folder}/hugo", roles, order, site, heads)
    write_zola(f"{folder}/zola", roles, order, site, heads)
