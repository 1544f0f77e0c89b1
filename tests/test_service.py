"""The example of a service: it decides, says all that is wrong at once, and takes in new policies without a gap."""

import asyncio
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import policyrules

pytest.importorskip("fastapi", reason="the service needs fastapi: pip install -e '.[dev]'")
httpx = pytest.importorskip("httpx", reason="asking the service needs httpx: pip install -e '.[dev]'")

EXAMPLES = Path(__file__).parents[1] / "examples"
TITLE = {"称号": "省级专精特新", "认定日": "2022-06-01"}
FACTS = {"企业名称": "甲一", "所在县区": "新会区", "认定": [TITLE]}
ON = {"on": "2023-03-01"}
NAME = "江门专精特新"
TOKEN = {"authorization": "Bearer open-sesame"}


@pytest.fixture
def examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES))


class Client:
    """Asks a service, one request or several at once."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def __call__(self, method: str, path: str, **more: Any) -> Any:
        return self.at_once([(method, path, more)])[0]

    def at_once(self, requests: list[tuple[str, str, dict[str, Any]]]) -> list[Any]:
        async def ask() -> list[Any]:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
                return await asyncio.gather(*(client.request(method, path, **more) for method, path, more in requests))

        return asyncio.run(ask())

    def post(self, path: str, body: Any, on: dict[str, Any] = ON, **headers: str) -> Any:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self("POST", path, content=data, params=on, headers={"content-type": "application/json", **headers})

    def decide(self, body: Any, on: dict[str, Any] = ON, **headers: str) -> Any:
        return self.post(f"/policies/{NAME}/decide", body, on, **headers)

    def many(self, body: Any, on: dict[str, Any] = ON, **headers: str) -> Any:
        return self.post(f"/policies/{NAME}/decide-many", body, on, **headers)


@pytest.fixture(scope="module")
def app() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(EXAMPLES))
        from service.app import service
        from service.policies import Policies

        yield service(Policies([NAME]), "open-sesame")


@pytest.fixture
def client(app: Any) -> Client:
    return Client(app)


def wrong(response: Any, status: int = 422) -> list[str]:
    """Return the codes of what is wrong, each said in words."""
    assert response.status_code == status, response.text
    errors = response.json()["errors"]
    assert errors and all(one["message"] for one in errors)
    return [one["code"] for one in errors]


# --- answers ------------------------------------------------------------------------------------------------------------


def test_it_decides_as_the_library_does(client: Client, jiangmen: policyrules.Policy) -> None:
    response = client.decide(FACTS)
    expected = jiangmen.decide(FACTS, on=date(2023, 3, 1)).to_json("zh")
    assert response.status_code == 200 and response.json() == json.loads(json.dumps(expected))
    assert response.headers["content-language"] == "zh" and response.headers["policy-digest"] == jiangmen.digest
    jsonschema.validate(response.json(), dict(policyrules.decision_schema()))


def test_it_speaks_the_language_that_is_asked_for(client: Client) -> None:
    for header, language in (
        ("en", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("fr, en-GB;q=0.7, zh;q=0.3", "en"),
        ("zh;q=0, en;q=0.1", "en"),
        ("en;q=nan, *", "zh"),
        ("en;q=x", "zh"),
        ("," * 5000, "zh"),
    ):
        response = client.decide({"所在县区": "新会"}, **{"accept-language": header})
        assert response.headers["content-language"] == language, header
        said = response.json()["errors"][0]["message"]
        assert ("应" in said) is (language == "zh"), said


def test_another_reading_is_taken(client: Client, jiangmen: policyrules.Policy) -> None:
    on, taken = date(2025, 8, 5), {"方案期间算法": "首日不计入"}
    told = client.decide(FACTS, {"on": "2025-08-05", "reading": "方案期间算法=首日不计入"}).json()
    expected = jiangmen.decide(FACTS, on, taken).to_json("zh")
    assert told == json.loads(json.dumps(expected)) and told != json.loads(json.dumps(jiangmen.decide(FACTS, on).to_json("zh")))


def test_many_are_decided_in_their_order(client: Client, jiangmen: policyrules.Policy) -> None:
    response = client.many([FACTS, {"企业名称": "乙二"}])
    decided = response.json()["decisions"]
    assert [(one["path"], one["enterprise"]) for one in decided] == [("[1]", "甲一"), ("[2]", "乙二")]
    for one, facts in zip(decided, (FACTS, {"企业名称": "乙二"}), strict=True):
        decision = jiangmen.decide(facts, on=date(2023, 3, 1))
        assert one["entitlements"] == {o.id: {"verdict": o.verdict, "missing": list(o.missing)} for o in decision.entitlements}
    assert client.many([]).json() == {"decisions": []}


def test_a_parameter_that_there_is_not_or_twice_is_not_passed_over(client: Client) -> None:
    for on, code in (
        ({"readings": "方案期间算法=首日不计入"}, "parameter-unknown"),
        ({"on": ["2023-03-01", "2024-01-01"]}, "parameter-twice"),
    ):
        assert wrong(client.decide(FACTS, {**ON, **on})) == wrong(client.many([FACTS], {**ON, **on})) == [code]  # type: ignore[dict-item]
    assert wrong(client("GET", "/nowhere"), 404) == ["no-path"] and wrong(client("GET", "/reload"), 405) == ["no-path"]


def test_of_very_much_that_is_wrong_the_rest_is_not_looked_at(client: Client) -> None:
    many = [{f"没有{number}": 1 for number in range(150)}] * 900
    codes = wrong(client.many(many))
    assert codes == ["fact-unknown"] * 200 + ["too-many", "not-looked-at"]


def test_a_receipt_holds(client: Client, jiangmen: policyrules.Policy) -> None:
    kept = client.post(f"/policies/{NAME}/receipt", FACTS).json()["receipt"]
    assert policyrules.verify(kept, jiangmen).holds
    silent = client.post(f"/policies/{NAME}/receipt", FACTS, {**ON, "facts": "false"}).json()["receipt"]
    assert silent["facts"] is None


def test_it_says_what_it_holds_and_how_it_is_asked(client: Client, jiangmen: policyrules.Policy) -> None:
    assert client("GET", "/health").json()["policies"] == {NAME: jiangmen.digest}
    assert client("GET", "/policies").json()[0]["title"] == jiangmen.title
    assert client("GET", f"/policies/{NAME}/schema", headers={"accept-language": "en"}).json() == jiangmen.schema("en")
    assert "swagger" in client("GET", "/docs").text
    page = client("GET", "/openapi.json").json()
    body = page["paths"][f"/policies/{NAME}/decide"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert {**body, "$schema": jiangmen.schema()["$schema"]} == jiangmen.schema()
    assert not any("{name}/decide" in path for path in page["paths"])
    ids = [one["operationId"] for path in page["paths"].values() for one in path.values()]
    assert len(set(ids)) == len(ids)


def test_what_the_schema_refuses_the_service_refuses(client: Client) -> None:
    schema = client("GET", f"/policies/{NAME}/schema").json()
    for facts in (
        {},
        FACTS,
        {"认定": None},
        {"所在县区": "新会"},
        {"认定": {}},
        {"认定": [{"称号": 1}]},
        {"没有的": 1},
        [1],
        "甲",
        {"企业名称": ["甲"]},
    ):
        is_valid = jsonschema.Draft202012Validator(schema).is_valid(facts)
        assert client.decide(facts).status_code == (200 if is_valid else 422), facts


# --- what is wrong ------------------------------------------------------------------------------------------------------


def test_all_that_is_wrong_is_said_at_once(client: Client) -> None:
    bad = {"所在县区": "新会", "没有的": 1, "认定": [{"认定日": "2022-02-30"}, 3]}
    response = client.decide(bad, {"on": "2023-3-1", "reading": "没有的=甲"})
    codes = wrong(response)
    assert {"case-day", "case-reading-unknown", "fact-unknown", "fact-member-unknown"} <= set(codes) and len(codes) >= 6
    paths = [one["path"] for one in response.json()["errors"]]
    assert "所在县区" in paths and "认定[1].认定日" in paths


@pytest.mark.parametrize("on", ["2023-W09-3", "20230301", "2023-02-29", "２０２３-03-01", ""])
def test_a_day_is_written_in_one_way(client: Client, on: str) -> None:
    assert wrong(client.decide({}, {"on": on})) == ["case-day"]


def test_of_many_all_that_is_wrong_is_said_at_once_and_the_day_once(client: Client) -> None:
    response = client.many([FACTS, {"所在县区": "新会"}, {"没有的": 1}, FACTS], {"on": "2023年", "reading": "没有的=甲"})
    assert wrong(response) == ["case-day", "case-reading-unknown", "fact-member-unknown", "fact-unknown"]
    assert [one["path"] for one in response.json()["errors"][2:]] == ["[2].所在县区", "[3].没有的"]
    assert len(wrong(client.many([{"没有的": 1}] * 300))) == 201


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "file-empty"),
        (b"{", "file-json-ends"),
        (b"[" * 100_000, "file-too-deep"),
        (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, "file-too-deep"),
        ('{"营业收入": NaN}'.encode(), "file-number-not-finite"),
        ('{"营业收入": -Infinity}'.encode(), "file-number-not-finite"),
        ('{"所在县区": "新会区", "所在县区": "鹤山市"}'.encode(), "file-duplicate-key"),
        (b'{"a": 1e999999999}', "file-number-huge"),
        (b'{"a": ' + b"9" * 100_000 + b"}", "file-number-huge"),
        ('{"所在县区": "新会区"}'.encode("gb18030"), "file-gbk"),
        (b"\xff\xfe\x00", "file-not-utf8"),
        ('{"a": "\u202e"}'.encode(), "file-hidden"),
        (b"1", "file-not-enterprises"),
        (b"[{}]", "one-enterprise"),
        (b"[]", "one-enterprise"),
    ],
    ids=range(15),
)
def test_rubbish_is_refused_with_its_reason(client: Client, body: bytes, code: str) -> None:
    response = client.decide(body)
    assert wrong(response) == [code] and "Traceback" not in response.text


def test_a_number_is_never_a_float(client: Client) -> None:
    assert client.decide('{"贷款年利率": 0.0365}'.encode()).status_code == 200
    assert client.decide('{"贷款年利率": "3.65%"}'.encode()).status_code == 200


def test_limits_are_kept(client: Client) -> None:
    large = b'{"a": "' + b"1" * 10 * 2**20 + b'"}'
    assert wrong(client.decide(large), 413) == ["body-too-large"]
    assert wrong(client.many(large), 413) == ["body-too-large"]
    assert wrong(client.many([{}] * 1001), 413) == ["too-many-records"]

    async def endless() -> Any:
        while True:  # without a length said before
            yield b" " * 65_536

    request = (
        "POST",
        f"/policies/{NAME}/decide",
        {"content": endless(), "params": ON, "headers": {"content-type": "application/json"}},
    )
    assert wrong(client.at_once([request])[0], 413) == ["body-too-large"]


def test_what_is_asked_wrongly_is_refused(client: Client) -> None:
    assert wrong(client.decide(FACTS, {})) == ["day-missing"]
    assert wrong(client.decide(FACTS, {**ON, "reading": "甲"})) == ["reading-form"]
    assert wrong(client.decide(FACTS, {**ON, "reading": ["甲=乙", "甲=丙"]})) == ["reading-twice"]
    assert wrong(client.post(f"/policies/{NAME}/receipt", FACTS, {**ON, "facts": "maybe"})) == ["yes-or-no"]
    assert wrong(client.decide(FACTS, {**ON, "explanations": "没有的"})) == ["no-entitlement"]
    assert wrong(client.decide(FACTS, {**ON, "explanations": ["甲", "乙", "丙", "丁"]})) == ["too-many-trees"]
    assert wrong(client.decide(FACTS, **{"content-type": "text/plain"}), 415) == ["not-json"]
    assert wrong(client.decide(FACTS, **{"content-encoding": "gzip"}), 415) == ["not-json"]
    assert wrong(client.post("/policies/没有的/decide", FACTS), 404) == ["no-policy"]
    assert "\u202e" not in client.post("/policies/%E2%80%AE/decide", FACTS).text


def test_whoever_hangs_up_in_the_middle_of_a_body_is_no_error_of_the_service(app: Any) -> None:
    messages = iter([{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}])
    sent: list[Any] = []

    async def receive() -> Any:
        return next(messages)

    async def send(message: Any) -> None:
        sent.append(message)

    path = f"/policies/{NAME}/decide"
    headers = [(b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"on=2023-03-01", "headers": headers}
    asyncio.run(app(scope, receive, send))
    assert [one.get("status") for one in sent] == [400, None]


# --- reloading ----------------------------------------------------------------------------------------------------------


def reloadable(folder: Path, examples: None) -> tuple[Client, Path]:
    """Return a service of one policy of its own, and the file of the policy."""
    from service.app import service
    from service.policies import Policies

    for ending in ("pol", "txt"):
        (folder / f"northport.{ending}").write_bytes((EXAMPLES / f"northport.{ending}").read_bytes())
    return Client(service(Policies([str(folder / "northport.pol")]), "open-sesame")), folder / "northport.pol"


def test_new_policies_take_the_place_of_the_old_ones(tmp_path: Path, examples: None) -> None:
    client, path = reloadable(tmp_path, examples)
    before = client("GET", "/health").json()
    text = path.read_text(encoding="utf-8")
    (name,) = before["policies"]
    path.write_text(text.replace(f"policy {name} ", "policy renamed ", 1), encoding="utf-8")
    assert client("POST", "/reload", headers=TOKEN).json() == {"loading": 2, "policies": ["renamed"]}
    assert client("GET", "/health").json()["loading"] == 2
    assert "/policies/renamed/decide" in client("GET", "/openapi.json").json()["paths"]


def test_a_bad_new_policy_is_refused_and_the_old_one_stays(tmp_path: Path, examples: None) -> None:
    client, path = reloadable(tmp_path, examples)
    before = client("GET", "/health").json()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(":", " ", 3), encoding="utf-8")
    response = client("POST", "/reload", headers=TOKEN)
    assert wrong(response) and response.json()["errors"][0]["line"] >= 1
    after = client("GET", "/health").json()
    assert after["policies"] == before["policies"] and after["refused"]
    (name,) = before["policies"]
    assert client.post(f"/policies/{name}/decide", {}).status_code == 200
    path.write_text(text, encoding="utf-8")
    assert client("POST", "/reload", headers=TOKEN).status_code == 200 and client("GET", "/health").json()["refused"] == []


def test_nobody_without_the_token_reloads(client: Client, tmp_path: Path, examples: None) -> None:
    assert wrong(client("POST", "/reload"), 403) == ["not-allowed"]
    assert wrong(client("POST", "/reload", headers={"authorization": "Bearer another"}), 403) == ["not-allowed"]
    from service.app import service
    from service.policies import Policies

    closed = Client(service(Policies([str(EXAMPLES / "northport.pol")])))
    assert wrong(closed("POST", "/reload", headers={"authorization": "Bearer "}), 403) == ["not-allowed"]


def test_the_token_is_taken_as_a_bearer_gives_it(client: Client) -> None:
    for given in (
        "open-sesame",
        "Basic open-sesame",
        "Beareropen-sesame",
        "Bearer Bearer open-sesame",
        "Bearer  open-sesame é",
    ):
        assert wrong(client("POST", "/reload", headers={"authorization": given.encode()}), 403) == ["not-allowed"], given
    assert client("POST", "/reload", headers={"authorization": "bearer open-sesame"}).status_code == 200


def test_an_empty_token_is_none(tmp_path: Path, examples: None) -> None:
    from service.app import service
    from service.policies import Policies

    app = service(Policies([NAME]), "")
    for headers in ({}, {"authorization": ""}, {"authorization": "Bearer "}, {"authorization": "Bearer"}):
        assert wrong(Client(app)("POST", "/reload", headers=headers), 403) == ["not-allowed"]


def test_a_token_may_be_chinese(tmp_path: Path, examples: None) -> None:
    from service.app import service
    from service.policies import Policies

    app = service(Policies([NAME]), "开门")
    assert Client(app)("POST", "/reload", headers={"authorization": "Bearer 开门".encode()}).status_code == 200


def test_no_request_is_dropped_and_each_is_answered_by_one_loading(tmp_path: Path, examples: None) -> None:
    """While policies are exchanged, many are asked at once: each answer is that of the policy whose digest it bears."""
    client, path = reloadable(tmp_path, examples)
    (name,) = client("GET", "/health").json()["policies"]
    first = path.read_text(encoding="utf-8")
    second = first.replace('scenario "', 'scenario "Again: ', 1)
    digests = {client("GET", "/health").json()["policies"][name]}

    async def ask() -> list[Any]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(client.app), base_url="http://service") as one:

            async def decide() -> Any:
                return await one.post(f"/policies/{name}/decide", json={}, params=ON)

            async def exchange(text: str) -> Any:
                path.write_text(text, encoding="utf-8")
                return await one.post("/reload", headers=TOKEN)

            waves = []
            for number in range(4):
                text = second if number % 2 == 0 else first
                *decided, reloaded = await asyncio.gather(*(decide() for _ in range(12)), exchange(text))
                assert reloaded.status_code == 200, reloaded.text
                digests.add((await one.get("/health")).json()["policies"][name])
                waves += decided
            return waves

    answers = asyncio.run(ask())
    assert len(answers) == 48 and {one.status_code for one in answers} == {200}
    assert len(digests) == 2
    for one in answers:
        assert one.headers["policy-digest"] == one.json()["policy"]["digest"] and one.headers["policy-digest"] in digests


def test_a_request_that_began_before_is_answered_by_the_policies_of_then(tmp_path: Path, examples: None) -> None:
    client, path = reloadable(tmp_path, examples)
    ((name, digest),) = client("GET", "/health").json()["policies"].items()
    text = path.read_text(encoding="utf-8")

    async def ask() -> Any:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(client.app), base_url="http://service") as one:
            began, goes_on = asyncio.Event(), asyncio.Event()

            async def slowly() -> Any:
                yield b"{"
                began.set()
                await goes_on.wait()
                yield b"}"

            headers = {"content-type": "application/json"}
            slow = asyncio.create_task(one.post(f"/policies/{name}/decide", content=slowly(), params=ON, headers=headers))
            await began.wait()
            path.write_text(text.replace(f"policy {name} ", "policy renamed ", 1), encoding="utf-8")
            assert (await one.post("/reload", headers=TOKEN)).json()["policies"] == ["renamed"]
            goes_on.set()
            return await slow

    response = asyncio.run(ask())
    assert response.status_code == 200 and response.headers["policy-digest"] == digest


def test_the_environment_says_which_policies_are_held(examples: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from service.app import of_environment

    monkeypatch.setenv("POLICIES", str(EXAMPLES))
    monkeypatch.setenv("POLICIES_CACHE", str(tmp_path / "kept"))
    client = Client(of_environment())
    (name,) = client("GET", "/health").json()["policies"]
    decision = policyrules.load(EXAMPLES / "northport.pol").decide({}, on=date(2023, 3, 1))
    named = decision.entitlements[0].id
    explained = client.post(f"/policies/{name}/decide", {}, {**ON, "explanations": named}).json()
    expected = decision.to_json("zh", explanations=[named])
    assert explained == json.loads(json.dumps(expected))
    assert wrong(client("POST", "/reload"), 403) == ["not-allowed"]
