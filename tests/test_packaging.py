"""The wheel, built and installed, decides like the clone."""

import json
import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import policyrules

CLONE = Path(__file__).parents[1]

SCRIPT = """
import json, sys
from datetime import date
import policyrules
policy = policyrules.load("江门专精特新")
facts = {"所在县区": "新会区", "认定": [{"称号": "省级专精特新", "认定日": "2022-06-01"}]}
document = policy.decide(facts, on=date(2023, 3, 1)).to_json(explanations=True, all_readings=True)
print(json.dumps([policyrules.__file__, policy.program.ids, document], ensure_ascii=False))
"""


def decided(python: Path | str, folder: Path, **environment: str) -> list[object]:
    """Return where the package stands, the ids of all nodes and a decision, as another process has them."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [python, "-c", SCRIPT],
        cwd=folder,
        env={**inherited, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        check=True,
    )
    result: list[object] = json.loads(done.stdout)
    return result


def test_ids_and_decisions_do_not_hang_on_the_hash_seed(tmp_path: Path) -> None:
    path = str(CLONE)
    one, other = (decided(sys.executable, tmp_path, PYTHONPATH=path, PYTHONHASHSEED=seed) for seed in ("1", "4242"))
    assert one == other
    assert len(one[1]) > 50  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("built")
    subprocess.run([sys.executable, "-m", "build", "--outdir", folder, CLONE], check=True, capture_output=True)
    return folder


@pytest.mark.slow
def test_sdist_and_wheel_carry_what_is_needed_and_no_more(built: Path) -> None:
    (sdist,), (wheel,) = built.glob("*.tar.gz"), built.glob("*.whl")
    with tarfile.open(sdist) as archive:
        packed = {"/".join(name.split("/")[1:]) for name in archive.getnames()}
    assert {
        "LICENSE",
        "README.md",
        "Makefile",
        "grammars/policy.lark",
        "policies/江门专精特新.pol",
        "tests/test_house.py",
    } <= packed
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {
        "policyrules/py.typed",
        "policyrules/grammars/policy.lark",
        "policyrules/policies/江门专精特新.pol",
        "policyrules/policies/江府办函〔2022〕125号.txt",
        "policyrules/explain/decision.schema.json",
        "policyrules/codes/README.md",
        "policyrules/receipts/receipt.schema.json",
        "policyrules/cases/logic.json",
        "policyrules/cases/logic.pol",
        "policyrules/cases/document.txt",
        "policyrules/cases/operators/band.json",
        "policyrules/codes/checking/bands-gap.md",
        "policyrules/codes/lint/figure-unquoted.md",
        "policyrules/skeletons/zh.pol",
        "policyrules/skeletons/en.txt",
    } <= names
    assert {name.split("/")[0] for name in names} == {"policyrules", f"policyrules-{policyrules.__version__}.dist-info"}


@pytest.mark.slow
def test_the_installed_wheel_decides_like_the_clone(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    venv.create(tmp_path / "venv")
    commands = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = commands / "python"
    pip = [sys.executable, "-m", "pip", "--python", python]  # to put a pip of its own there takes longer than to use it
    subprocess.run([*pip, "install", "--quiet", wheel], check=True, cwd=tmp_path)
    place, *installed = decided(python, tmp_path)
    assert str(place).startswith(str(tmp_path))
    assert installed == decided(sys.executable, tmp_path, PYTHONPATH=str(CLONE))[1:]
    ran = subprocess.run(
        [commands / "policyrules", "test", "江门专精特新", "--cases", "5"], cwd=tmp_path, capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "0 个不符" in ran.stdout.decode()
    checked = [commands / "policyrules", "selfcheck", "--cases", "20", "--lang", "en"]
    assert "nothing differs" in subprocess.run(checked, cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    pages = [(CLONE / page).read_text(encoding="utf-8") for page in ("README.md", "docs/embedding.md")]
    program = "\n".join(block for page in pages for block in re.findall(r"(?s)```python\n(.*?)```", page))
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    typed = [sys.executable, "-m", "mypy", "--strict", "--python-executable", python, "program.py"]
    assert subprocess.run(typed, cwd=tmp_path, capture_output=True, check=False).stdout.startswith(b"Success")
    told = [commands / "policyrules", "explain-code", "bands-gap", "--lang", "zh"]
    assert "有的值不在任何一行" in subprocess.run(told, cwd=tmp_path, capture_output=True, check=True).stdout.decode()
