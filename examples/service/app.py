"""The service: which paths there are, and what is done for each.

In: policies, or an environment that names them (`POLICIES`, `POLICIES_CACHE`, `ADMIN_TOKEN`). Out: the application, as
`service` and `of_environment` make it. Each request takes hold of the policies once, so that it is answered by those of one
loading, whatever is loaded meanwhile. Deciding is done in threads, beside the loop that takes in requests.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

import policyrules
from policyrules import Decision, Diagnostic, FactsError, Language, PolicyError
from service.policies import Held, Policies, Served
from service.requests import RefusalError, body_of, day_of, enterprises_in, faults, language_of, readings_of, refused, told


@dataclass(frozen=True)
class Limits:
    """How much a request may bring and ask for: bytes for one enterprise and for many, how many enterprises, how many trees."""

    body: int = 256 * 1024
    bodies: int = 8 * 1024 * 1024
    records: int = 1_000
    trees: int = 3


#: So much of what is wrong is told; a last line says how much more there is.
_MOST = 200

On = Annotated[str | None, Query(description="作出认定的日期 · the day on which is decided", examples=["2023-03-01"])]
Reading = Annotated[
    list[str], Query(default_factory=list, description="疑义的读法，写成 疑义=读法 · options of readings, as NAME=OPTION")
]
Explained = Annotated[
    list[str], Query(default_factory=list, description="要完整理由的支持事项 · entitlements to give the trees of reasons of")
]

#: Which paths take facts, and whether those of many enterprises.
_DECIDING = {"/policies/{name}/decide": False, "/policies/{name}/receipt": False, "/policies/{name}/decide-many": True}


def service(policies: Policies, token: str | None = None, limits: Limits | None = None) -> FastAPI:
    """Return the service that decides by some policies; without a token nobody can make it load them anew."""
    app = FastAPI(title="policyrules", description="按政策判断企业可以享受什么 · what enterprises are entitled to, and why")
    most = limits or Limits()

    @app.exception_handler(RefusalError)
    async def say_why(request: Request, refusal: RefusalError) -> JSONResponse:
        return _answer({"errors": list(refusal.errors)}, refusal.language, refusal.status)

    @app.exception_handler(RequestValidationError)
    async def say_which(request: Request, error: RequestValidationError) -> JSONResponse:
        language = language_of(request)
        names = [str(one["loc"][-1]) for one in error.errors()]
        return await say_why(request, refused(422, "yes-or-no", language, name="、".join(names)))

    @app.exception_handler(HTTPException)
    async def say_where(request: Request, error: HTTPException) -> JSONResponse:
        return await say_why(request, refused(error.status_code, "no-path", language_of(request)))

    @app.exception_handler(ClientDisconnect)
    async def say_nothing(request: Request, gone: ClientDisconnect) -> Response:
        return Response(status_code=400)  # whoever hung up in the middle of a body; nobody reads it, and it is no error of ours

    @app.get("/health")
    def health() -> dict[str, Any]:
        """Say which policies are held, and why those that were loaded last were refused, where they were."""
        held = policies.held
        digests = {name: served.policy.digest for name, served in held.policies.items()}
        return {"status": "ok", "loading": held.number, "policies": digests, "refused": told(policies.refused, "en")}

    @app.get("/policies")
    def list_policies() -> list[dict[str, Any]]:
        """List the policies."""
        held = (served.policy for served in policies.held.policies.values())
        return [{"name": one.name, "title": one.title, "number": one.number, "digest": one.digest} for one in held]

    @app.get("/policies/{name}/schema")
    def schema(name: str, request: Request) -> dict[str, Any]:
        """Return the JSON Schema of the facts that a policy asks for."""
        language = language_of(request)
        return _served(policies.held, name, language).policy.schema(language)

    @app.post("/policies/{name}/decide")
    async def decide(name: str, request: Request, reading: Reading, explanations: Explained, on: On = None) -> Any:
        """Decide about one enterprise: the decision document, with the trees of reasons of the entitlements that are named."""
        asked = await _asked(request, policies.held, name, on, reading, most.body)
        if len(explanations) > most.trees:  # a tree tells every record of a list, and may be a thousand times the facts
            raise refused(422, "too-many-trees", asked.language, limit=most.trees)

        def answer() -> Any:
            decision = asked.one()
            for one in explanations:
                if decision.find(one) is None:
                    near = "、".join(decision.nearest(one))
                    raise refused(422, "no-entitlement", asked.language, name=one, near=near or "—")
            return decision.to_json(asked.language, explanations=explanations)

        return _answer(await run_in_threadpool(answer), asked.language, digest=asked.served.policy.digest)

    @app.post("/policies/{name}/receipt")
    async def receipt(name: str, request: Request, reading: Reading, on: On = None, facts: bool = True) -> Any:
        """Decide about one enterprise and give a receipt, which `policyrules verify` checks later; `facts=false` keeps none."""
        asked = await _asked(request, policies.held, name, on, reading, most.body)

        def answer() -> Any:
            decision = asked.one()
            kept = policyrules.receipt(decision, facts_digest_only=not facts)
            return {"decision": decision.to_json(asked.language), "receipt": kept}

        return _answer(await run_in_threadpool(answer), asked.language, digest=asked.served.policy.digest)

    @app.post("/policies/{name}/decide-many")
    async def decide_many(name: str, request: Request, reading: Reading, on: On = None) -> Any:
        """Decide about a list of enterprises: the verdicts of each, and what is missing. For reasons, ask about one."""
        asked = await _asked(request, policies.held, name, on, reading, most.bodies)
        decisions = await run_in_threadpool(asked.many, most.records)
        return _answer({"decisions": decisions}, asked.language, digest=asked.served.policy.digest)

    @app.post("/reload")
    def reload(request: Request) -> Any:
        """Load the policies anew. Where any cannot be used, all stay as they were, and what is wrong is said."""
        language = language_of(request)
        if not _bears(request, token):
            raise refused(403, "not-allowed", language)
        try:
            held = policies.reload()
        except PolicyError as error:
            raise RefusalError(422, told(error.diagnostics, language), language) from None
        return _answer({"loading": held.number, "policies": sorted(held.policies)}, language)

    app.openapi = lambda: _openapi(app, policies.held)  # type: ignore[method-assign]
    return app


def _bears(request: Request, token: str | None) -> bool:
    """Say whether a request bears the token, as `Bearer TOKEN`; how long that takes does not tell how much of it is right.

    An empty token is none: whoever leaves `ADMIN_TOKEN` empty does not open the door.
    """
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return bool(token) and scheme.lower() == "bearer" and compare_digest(given.encode("latin-1"), os.fsencode(token or ""))


# --- what is asked ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Asked:
    """What a request asks: by which policy, about what, on which day, by which readings, in which language."""

    served: Served
    body: bytes
    on: str
    readings: Mapping[str, str]
    language: Language

    def one(self) -> Decision:
        """Return the decision about one enterprise, or raise everything that is wrong with the request."""
        try:
            entries = enterprises_in(self.body)
            if len(entries) != 1 or entries[0].path:
                raise refused(422, "one-enterprise", self.language)
            return self.served.decide(entries[0].facts, day_of(self.on), self.readings)
        except FactsError as error:
            raise faults(error, self.language) from None

    def many(self, limit: int) -> list[dict[str, Any]]:
        """Return what is decided about each enterprise, or raise everything that is wrong with any of them."""
        try:
            entries = enterprises_in(self.body)
            if len(entries) > limit:
                raise refused(413, "too-many-records", self.language, limit=limit, found=len(entries))
            found: list[Diagnostic] = []
            day, readings = day_of(self.on), self.readings
            try:
                self.served.decide({}, day, readings)
            except FactsError as error:  # the day or a reading: said once, and not of each enterprise
                found += error.diagnostics
                day, readings = day_of("2000-01-01"), {}
            decided = []
            more: list[dict[str, Any]] = []
            for place, entry in enumerate(entries):
                if len(found) >= _MOST:  # whoever sends much that is wrong is not to keep others waiting
                    rest = len(entries) - place
                    more += refused(422, "not-looked-at", self.language, limit=_MOST, count=rest).errors
                    break
                try:
                    decided.append(_brief(entry.path, self.served.decide(entry.facts, day, readings, path=entry.path)))
                except FactsError as error:
                    found += error.diagnostics
        except FactsError as error:
            raise faults(error, self.language) from None
        if found:
            others = [] if len(found) <= _MOST else [Diagnostic("too-many", {"count": str(len(found) - _MOST)})]
            raise RefusalError(422, [*told([*found[:_MOST], *others], self.language), *more], self.language)
        return decided


async def _asked(request: Request, held: Held, name: str, on: str | None, reading: list[str], limit: int) -> _Asked:
    language = language_of(request)
    served = _served(held, name, language)
    known = [one.alias for one in request.scope["route"].dependant.query_params]
    # A reading that is misspelt is not passed over: another would be taken in its place.
    for given in request.query_params:
        if given not in known:
            raise refused(422, "parameter-unknown", language, name=given, known="、".join(known))
        if given not in ("reading", "explanations") and len(request.query_params.getlist(given)) > 1:
            raise refused(422, "parameter-twice", language, name=given)
    if on is None:
        raise refused(422, "day-missing", language)
    return _Asked(served, await body_of(request, limit, language), on, readings_of(reading, language), language)


def _served(held: Held, name: str, language: Language) -> Served:
    if name not in held.policies:
        raise refused(404, "no-policy", language, name=name)
    return held.policies[name]


def _brief(path: str, decision: Decision) -> dict[str, Any]:
    """Return the verdicts of a decision, and the facts that could still decide those that are open."""
    outcomes = {outcome.id: {"verdict": outcome.verdict, "missing": list(outcome.missing)} for outcome in decision.entitlements}
    return {"path": path, "enterprise": decision.enterprise, "entitlements": outcomes}


def _answer(data: Any, language: Language, status: int = 200, digest: str | None = None) -> JSONResponse:
    headers = {"content-language": language, "vary": "accept-language"} | ({} if digest is None else {"policy-digest": digest})
    return JSONResponse(data, status, headers)


# --- the page of the service --------------------------------------------------------------------------------------------


def _openapi(app: FastAPI, held: Held) -> dict[str, Any]:
    """Describe the service: each policy that is held has paths of its own, with the schema of its own facts."""
    page = get_openapi(title=app.title, version=policyrules.__version__, description=app.description, routes=app.routes)
    for path, many in _DECIDING.items():
        general = page["paths"].pop(path)["post"]
        for name, served in held.policies.items():
            facts = served.policy.schema()
            facts.pop("$schema", None)
            body = {"type": "array", "items": facts} if many else facts
            parameters = [one for one in general["parameters"] if one["name"] != "name"]
            page["paths"][path.replace("{name}", name)] = {
                "post": general
                | {
                    "tags": [served.policy.title],
                    "operationId": f"{general['operationId']}_{name}",
                    "parameters": parameters,
                    "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
                }
            }
    return page


def of_environment() -> FastAPI:
    """Return the service as the environment says: `uvicorn --factory service.app:of_environment --app-dir examples`."""
    named = os.environ.get("POLICIES", "江门专精特新").split(os.pathsep)
    return service(Policies(named, os.environ.get("POLICIES_CACHE")), os.environ.get("ADMIN_TOKEN"))
