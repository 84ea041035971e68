# SPDX-License-Identifier: MIT
"""A site that uses every key of every schema, and every form of Markdown: what hostile.py changes, place by place."""
HARMLESS = "Kind words"
STUDY = ["study"]
SKILLS = [{"skill": "Typing", "group": "vulnerable", "why": "Forms fill.", "id": "typing", "url": "https://small.example/typing", "sources": STUDY},
          {"skill": "Listening", "group": "resilient", "why": "Callers ask.", "id": "listening"}]
STEPS = [{"lead": "Read the log.", "body": "It says what failed."}]
COMPARISON = {"caption": "Then and now", "columns": ["What", "Then"], "rows": [["Letters", "by hand"]]}
FAQ = [{"q": "Will it last?", "a": "In part."}]


def bounds(value):
    return {"value": value, "low": value - 10, "high": value + 10}


def level(name, label, **more):
    return {"id": name, "label": label, **more}


def past(value):
    return {"risk": value, "risk_low": value, "risk_high": value, "exposure": value, "exposure_low": value, "exposure_high": value}


ROLE = {"category": "office", "updated": "2026-01-02", "plural": "clerks", "article": "a", "icon": "C", "soc": "43-4071", "isco": "4110",
        "tagline": "Paper in.", "summary": "Half of it.", "aliases": ["Filing hand"], "assessed_by": "B. Person", "method": "by hand",
        "refs": ["https://small.example/clerk"], "weights": "time", "draft": False, "publish_on": "2026-01-01",
        "tasks": [{"task": "Sort letters", "id": "sort", "time": 5, "exposure": bounds(60), "autonomy": "low", "rationale": "Regular.",
                   "sources": STUDY, "refs": ["4110-1"]}, {"task": "Ask back", "id": "ask", "time": 5, "exposure": 10}],
        "skills": SKILLS, "steps": STEPS, "comparison": COMPARISON, "faq": FAQ,
        "timeline": [{"from": "2026-02", "to": "2027", "claim": "Forms go.", "id": "forms-go", "confidence": "high", "status": "met",
                      "evidence": "They went.", "sources": STUDY}],
        "agents": [{"company": "A", "product": "B", "does": "Sorts.", "as_of": "2026-05", "url": "https://small.example/b", "sources": STUDY}],
        "pay": [{"country": "US", "currency": "USD", "level": "mid", "amount": 40000, "per": "year", "as_of": "2025", "source": "study"}],
        "interview": [{"question": "What came back?", "listen_for": "One case."}],
        "jobs": [{"title": "Clerk", "employer": "A", "url": "https://small.example/job", "expires": "2030-01-01", "place": "Oslo",
                  "posted": "2026-01-01"}],
        "extra": {"note": "free"}}

DOCUMENTS = {
    "site.yaml": {"schema": "site", "value": {
        "title": "Small", "base_url": "https://small.example/jobs", "language": "en", "edition": "2026.1", "tagline": "Small.",
        "description": "A site for tests.", "text": "Welcome.", "theme": ["default"],
        "assessor": {"name": "A. Person", "method": "by hand", "url": "https://small.example/method"},
        "categories": [{"id": "office", "title": "Office", "soc": ["43-"]}, {"id": "trades", "title": "Trades"}],
        "levels": [level("entry", "Entry", tilt=-20, baseline=False), level("mid", "Mid", baseline=True)],
        "scoring": {"spread": 8, "autonomy": 40, "words": {"low": bounds(15), "medium": bounds(50), "high": bounds(85)}, "bands": [10, 20, 35, 50]},
        "ai_cost": {"product": "Assistant", "amount": 20, "currency": "USD", "per": "month", "as_of": "2026-05", "source": "study"},
        "menus": [{"title": "Roles", "url": "/roles/"}], "host": "nginx", "cards": False,
        "deploy": [{"id": "live", "rsync": "example.org:/jobs"}, {"id": "bucket", "rclone": "s3:jobs"},
                   {"id": "pages", "git": "git@example.org:jobs.git", "branch": "pages"}],
        "redirects": [{"from": "/old/", "to": "/roles/"}, {"from": "/older/", "to": "https://small.example/elsewhere"}],
        "security": {"contact": ["mailto:a@small.example"], "expires": "2027-05-01", "policy": ["https://small.example/policy"],
                     "encryption": ["https://small.example/key"], "languages": ["en"], "acknowledgments": ["https://small.example/thanks"],
                     "hiring": ["https://small.example/jobs"]},
        "data": {"licence": "CC BY 4.0", "url": "https://small.example/licence"},
        "form": {"action": "https://small.example/form", "label": "Tell us"}, "unsafe_html": False, "extra": {"note": "free"}}},
    "sources.yaml": {"schema": "sources", "value": {
        "study": {"title": "A study", "publisher": "A university", "url": "https://small.example/study", "published": "2024-05", "edition": "2nd",
                  "accessed": "2026-01-02", "expires": "2030-01-01", "supersedes": "older", "licence": "CC BY 4.0", "quote": "Half.", "note": "Small."},
        "older": {"title": "An older study", "publisher": "A university", "url": "https://small.example/older", "published": "2020"}}},
    "benchmarks.yaml": {"schema": "benchmarks", "value": {
        "beta": {"title": "Beta", "url": "https://small.example/beta", "file": "benchmarks/beta.csv", "code": "soc", "code_column": "code",
                 "value_column": "value", "scale": [-1, 1], "licence": "CC0", "percentile_column": "place", "occupations": 120,
                 "publisher": "A bureau", "as_of": "2024", "source": "study"}}},
    "editions/2025.yaml": {"schema": "edition", "value": {
        "edition": "2025", "date": "2025-06-01", "rolecast": "0.1.0",
        "model": {"levels": [level("mid", "Mid", tilt=0, baseline=True)], "bands": [10, 20, 35, 50]},
        "roles": [{"role": "clerk", "title": "Clerk", "weights": "time", "moved_from": ["paper-clerk"],
                   "levels": [{"level": "mid", "risk": 18, "risk_low": 10, "risk_high": 28, "exposure": 60, "exposure_low": 50, "exposure_high": 70,
                               "hundredths": {"risk": 1800, "risk_low": 1000, "risk_high": 2800, "exposure": 6000, "exposure_low": 5000,
                                              "exposure_high": 7000}}],
                   "tasks": [{"id": "sort", "name": "Sort letters", "time": 5, "exposure": bounds(60), "autonomy": bounds(30)}]}]}},
    "roles/clerk.md": {"schema": "role", "value": {"title": "Clerk", "moved_from": ["file-clerk"], "related": ["typist"], **ROLE}},
    "roles/typist.md": {"schema": "role", "value": {"title": "Typist", **ROLE, "soc": "43-9022"}},
    "roles/usher/index.md": {"schema": "role", "value": {"title": "Usher", "category": "office", "updated": "2026-01-02"}},
    "roles/usher/tasks.yaml": {"schema": "tasks", "value": [{"task": "Show the way", "id": "show", "exposure": "low"}]},
    "roles/usher/levels/entry.md": {"schema": "level", "value": {"summary": "First year.", "insights": ["Ask."], "steps": STEPS, "skills": SKILLS}},
    "categories/office.md": {"schema": "category", "value": {"description": "Desks.", "extra": {"note": "free"}}},
    "skills/typing.md": {"schema": "category", "value": {"description": "Keys.", "extra": {"note": "free"}}},
    "articles/letters.md": {"schema": "article", "value": {
        "title": "Letters", "dek": "Who writes them.", "author": "A. Person", "date": "2026-01-02", "updated": "2026-02-02", "roles": ["clerk"],
        "refs": ["https://small.example/letters"], "key_points": ["Fewer."], "comparison": COMPARISON, "faq": FAQ, "draft": False,
        "publish_on": "2026-01-02", "extra": {"note": "free"}}},
    "pages/about.md": {"schema": "page", "value": {"title": "About", "description": "Who we are.", "draft": False, "menu": 1,
                                                   "extra": {"note": "free"}}},
}

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082")
FILES = {"benchmarks/beta.csv": "code,value,place\n43-4071,0.5,60\n43-9022,0.1,10\n",
         "articles/pic.png": PNG, "roles/usher/pic.png": PNG, "pages/pic.png": PNG,
         "files/it's;{}$(x) \"quoted\" <b>.txt": "a\n", "files/=cmd|'.csv": "a,b\n", "files/%0d%0aX: 1": "a\n"}


def body(below, said):
    """Lines of Markdown, each with the name of the place in it that is changed, if any."""
    has_pictures = below.startswith(("articles/", "pages/", "roles/usher/index"))
    forms = [("heading", "## {}"), ("words", "{}"), ("emphasis", "A *{}* word"), ("code", "`{}`"), ("fence", "``` {}"), (None, "x"), (None, "```"),
             ("item", "- {}"), ("quote", "> {}"), (None, ""), ("callout", "> [!NOTE]"), ("callout text", "> {}"), (None, ""),
             ("link text", "[{}](https://small.example/)"), (None, ""), ("link", "[a]({})"), (None, ""), ("pointed link", "[a](<{}>)"), (None, ""),
             ("autolink", "<https://small.example/{}>"), (None, ""), ("link title", "[a](https://small.example/ \"{}\")"), (None, ""),
             ("definition", "[b]: {}"), (None, ""), (None, "[b]"), (None, ""), ("picture", "![{}](pic.png)"), (None, ""),
             ("picture place", "![a]({})"), (None, ""), ("picture title", "![a](pic.png '{}')"), (None, ""), ("citation", "A [@{}]"), (None, ""),
             ("figure", "A [={}]"), (None, ""), (None, "| a | b |"), (None, "|---|---|"), ("cell", "| {} | c |"), (None, ""),
             ("struck", "~~{}~~"), (None, ""), ("note", "<!-- {} -->"), (None, ""), ("html", "a <b title='{}'>c</b>")]
    return [(name, form.replace("{}", said(name)) if name else form) for name, form in forms if has_pictures or not form.startswith("!")]
