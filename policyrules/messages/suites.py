"""The sentences and the words of generated suites, in Chinese and English.

`MESSAGES` are those of diagnostics. A row of `WORDS` is `name: (Chinese, English)`; words in braces are filled.
"""

from collections.abc import Mapping
from types import MappingProxyType

from policyrules.messages.filling import filled

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "suite-missing": {
        "zh": ("找不到用例集 `{name}`", "用 `policyrules suite` 生成"),
        "en": ("there is no suite `{name}`", "`policyrules suite` generates one"),
    },
    "suite-unreadable": {
        "zh": ("无法读取用例集 `{name}`", "请确认它是文件而不是文件夹，并且有读取权限"),
        "en": ("the suite `{name}` cannot be read", "make sure that it is a file, not a folder, and that you may read it"),
    },
    "suite-too-large": {
        "zh": ("用例集超过 {limit}，没有读", "另存一份用例较少的"),
        "en": ("the suite is larger than {limit} and was not read", "keep fewer cases in it"),
    },
    "suite-too-long": {
        "zh": ("用例集超过 {limit} 例，自此以下没有读", "另存一份用例较少的"),
        "en": ("the suite has more than {limit} cases; it was not read beyond this", "keep fewer cases in it"),
    },
    "suite-header": {
        "zh": (
            "用例集的第一行应当写明格式 `{schema}`、政策、摘要、软件版本和种子",
            "用 `policyrules suite` 生成的文件就有这一行",
        ),
        "en": (
            "the first line of a suite was expected to name the format `{schema}`, the policy, its digest, the version and "
            "the seed",
            "a file that `policyrules suite` writes has this line",
        ),
    },
    "suite-schema": {
        "zh": ("用例集的格式应当是 `{schema}`，写的是 `{found}`", "改用写出这个文件的软件版本，或者重新生成"),
        "en": (
            "the format of the suite was expected to be `{schema}`, not `{found}`",
            "use the version that wrote the file, or generate the suite again",
        ),
    },
    "suite-policy": {
        "zh": ("这是政策 `{found}` 的用例集，不是 `{name}` 的", "用 `--suite` 写明另一个文件"),
        "en": ("this is the suite of the policy `{found}`, not of `{name}`", "name another file with `--suite`"),
    },
    "suite-entry": {
        "zh": ("每行应当是一个用例，写的是 {found}", "一行一个用例，写在花括号 `{{}}` 里"),
        "en": ("every line was expected to hold a case, not {found}", "write one case to a line, in braces `{{}}`"),
    },
    "suite-key": {
        "zh": ("用例集里没有 `{key}` 这一栏", "删去它"),
        "en": ("a suite has no field `{key}`", "delete it"),
    },
    "suite-key-missing": {
        "zh": ("缺少 `{key}` 一栏", None),
        "en": ("the field `{key}` is missing", None),
    },
    "suite-value": {
        "zh": ("`{key}` 应当是 {wanted}，写的是 {found}", None),
        "en": ("`{key}` was expected to be {wanted}, not {found}", None),
    },
    "suite-twice": {
        "zh": ("编号 `{id}` 已用于第 {line} 行", "删去其中一行"),
        "en": ("the id `{id}` is that of line {line} already", "delete one of the lines"),
    },
    "suite-id": {
        "zh": (
            "编号 `{id}` 与用例的内容不符：日期、事实或疑义选项在编号以后改过",
            "恢复原样；确要改，编号写 `{right}`，`reviewed` 写 false，再重新复核",
        ),
        "en": (
            "the id `{id}` is not that of the case: the day, the facts or the readings were changed after it was given",
            "restore them; if the change is meant, write the id `{right}` and `reviewed` as false, and review the case anew",
        ),
    },
    "suite-no-entry": {
        "zh": ("用例集里没有编号 `{id}`", "编号是每行 `id` 一栏的十二位字符"),
        "en": ("the suite has no case with the id `{id}`", "an id is the twelve characters of `id` in each line"),
    },
    "suite-stale": {
        "zh": (
            "用例 `{id}` 写的结果与政策现在判定的不同，没有人看过现在的结果，不能采用",
            "重新运行 `policyrules suite`，看过新的结果再采用",
        ),
        "en": (
            "the case `{id}` says otherwise than the policy decides now, which nobody has looked at: it cannot be accepted",
            "run `policyrules suite` again, and accept the case after looking at the new results",
        ),
    },
    "word-suite-text": {"zh": ("一行文字", None), "en": ("a line of text", None)},
    "word-suite-texts": {"zh": ("几行文字", None), "en": ("a list of texts", None)},
    "word-suite-number": {"zh": ("整数", None), "en": ("a whole number", None)},
    "word-suite-date": {"zh": ("日期，如 2023-03-01", None), "en": ("a date such as 2023-03-01", None)},
    "word-suite-object": {"zh": ("花括号里的几栏", None), "en": ("an object in braces", None)},
    "word-suite-readings": {"zh": ("疑义与所选的选项", None), "en": ("readings with the options taken", None)},
    "word-suite-result": {
        "zh": ("一项结果：文字，或 low 与 high、any_of、unstated、unknown", None),
        "en": ("what came out: a text, or low and high, any_of, unstated or unknown", None),
    },
    "word-suite-review": {
        "zh": ("false，或复核人 by 与日期 on", None),
        "en": ("false, or who reviewed it (by) and when (on)", None),
    },
}

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # suites
        "generated": (
            "已写入 {file}：共 {all} 例，其中已复核 {accepted} 例，未经人工复核 {unreviewed} 例",
            "wrote {file}: {all:case|cases}, {accepted} of them reviewed, {unreviewed} not reviewed by anybody",
        ),
        "reached": (
            "界线和条件共 {goals} 处，用例到达 {reached} 处；种子 {seed}",
            "the cases reach {reached} of {goals} sides of thresholds and conditions; seed {seed}",
        ),
        "not-proof": (
            "未经人工复核的结果是程序按政策算出来的，不说明政策写得对。请逐例对照原文，看过以后采用：",
            "what nobody has reviewed is what the policy itself decides, and no proof that it is right. Compare each case with "
            "the document, and accept it then:",
        ),
        "ids": ("编号… --by 姓名 --on 日期", "ID... --by NAME --on DATE"),
        "by-and-on": ("--by 姓名 --on 日期", "--by NAME --on DATE"),
        "comment-unreviewed": (
            "未经人工复核：结果由程序按政策算出，采用前请对照原文（编号 {id}）",
            "not reviewed by a person: what is expected is what the policy decides; compare it with the document (id {id})",
        ),
        "comment-changed": (
            "未经人工复核：{by} 于 {on} 复核后，结果已经变化（编号 {id}）",
            "not reviewed by a person: what comes out has changed since {by} reviewed it on {on} (id {id})",
        ),
        "comment-unreadable": (
            "编号 {id}：政策已不能读取这一例的事实",
            "id {id}: the policy cannot read the facts of this case any more",
        ),
        "comment-reviewed": ("{by} 已于 {on} 复核（编号 {id}）", "reviewed by {by} on {on} (id {id})"),
        "rerun": (
            "{file}：已复核 {accepted} 例，{changed} 例与复核时不同",
            "{file}: {accepted:reviewed case|reviewed cases}, {changed} changed",
        ),
        "unreviewed": (
            "另有 {count} 例未经人工复核，不算通过，没有运行",
            "not reviewed by anybody, so not run and counted for nothing: {count:more case|more cases}",
        ),
        "policy-changed": (
            "用例集写出以后，政策改过",
            "the policy was changed after the suite was written",
        ),
        "what": ("项目", "what"),
        "before": ("复核时", "reviewed"),
        "after": ("现在", "now"),
        "how-to-look": (
            "看理由用第一行命令；现在的结果经复核无误的，用第二行采用：",
            "The first command shows the reasons. If what comes out now is right, the second accepts it:",
        ),
        "accepted": (
            "{file}：新采用 {new} 例，改用现在结果的 {replaced} 例，原已采用且没有变化的 {kept} 例",
            "{file}: {new:case|cases} newly accepted, {replaced} with what comes out now, {kept} accepted before and unchanged",
        ),
        "still-unreviewed": ("尚有 {count} 例未经人工复核", "{count:case has|cases have} not been reviewed yet"),
        # what no scenario says
        "unwritable-text": ("{path} 的文字里引号不成对，试算里写不出来", "no quotation marks fit around the text of {path}"),
        "unwritable-number": (
            "{path} 的数写不成位数有限的小数，试算里写不出来",
            "{path} is a number that no decimal of few enough digits says",
        ),
        "unwritable-record": (
            "{path} 的各栏都没有填，试算里写不出这样一项",
            "nothing at all is filled in for {path}, and no scenario writes such a record",
        ),
        "unwritable-reading": (
            "疑义 {path} 属于所引用的政策，这份政策的试算里不能改选",
            "the reading {path} is one of a policy that is used, and a scenario of this one cannot take another option of it",
        ),
        "unwritable-title": ("题目里的引号不成对：{path}", "no quotation marks fit around the title: {path}"),
        "unwritable-nothing": ("没有可以写进试算的结果", "nothing came out that a scenario could expect"),
        # results
        "point-verdict": ("{name}", "{name}"),
        "point-held": ("{name}（持有）", "{name} (held)"),
        "point-qualifies": ("{name}（达标）", "{name} (criteria)"),
        "point-amount": ("{name}（额度）", "{name} (amount)"),
        "point-determined": ("{name}", "{name}"),
        "truth-yes": ("是", "yes"),
        "truth-no": ("否", "no"),
        "truth-open": ("未知", "not known"),
        "unknown": ("未知", "not known"),
        "gone": ("没有这一项", "nothing of the kind"),
        "any-of": (" 或 ", " or "),
        "from-to": ("{low} 至 {high}", "{low} to {high}"),
        "at-least": ("不低于 {low}", "at least {low}"),
        "at-most": ("不高于 {high}", "at most {high}"),
        # what a case reaches
        "side-below": ("{name} 略低于 {other}", "{name} just below {other}"),
        "side-at": ("{name} 恰为 {other}", "{name} exactly {other}"),
        "side-above": ("{name} 略高于 {other}", "{name} just above {other}"),
        "side-below-day": ("{name} 比 {other} 早一天", "{name} the day before {other}"),
        "side-at-day": ("{name} 恰在 {other}", "{name} on {other}"),
        "side-above-day": ("{name} 比 {other} 晚一天", "{name} the day after {other}"),
        "side-unknown": ("{name} 未知，界线为 {other}", "{name} not known, beside {other}"),
        "and": ("；", "; "),
        "and-more": ("{title}；另有 {more} 项", "{title}; {more} more"),
        "under": ("{clause}：{words}", "{clause}: {words}"),
        "how-many": ("“{name}”中符合的项数", "how many hold of “{name}”"),
        "unwritable-line": ("{path} 的值在试算里写不出来", "no line of a scenario says the value of {path}"),
    }
)

_PLACE = {"zh": 0, "en": 1}


def said(name: str, language: str, /, **words: object) -> str:
    """Return a phrase in a language, filled."""
    return filled(WORDS[name][_PLACE[language]], words)
