"""Sentences of what can go wrong when a policy uses another one."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    # finding and reading it
    "use-missing": {
        "zh": (
            "找不到所引用的政策 `{path}`",
            "写相对于本文件的路径，例如 `国标.pol`，或者随软件提供的政策的名称；也可以另行指定查找的文件夹",
        ),
        "en": (
            "the policy `{path}` that is used cannot be found",
            "write a path relative to this file, such as `national.pol`, or the name of a policy that ships with the "
            "software; or name folders to search",
        ),
    },
    "use-outside": {
        "zh": (
            "所引用的 `{path}` 不在可以查找的文件夹之内",
            "只能引用本政策所在的文件夹、指定查找的文件夹以及随软件提供的政策，不写绝对路径；需要时把上级文件夹指定为查找的文件夹",
        ),
        "en": (
            "`{path}` leaves the folders in which used policies are looked for",
            "only the folder of the policy itself, the folders to search and the policies that ship are looked into, and no "
            "absolute path is followed; name the folder above as one to search where it is needed",
        ),
    },
    "use-unreadable": {
        "zh": ("读不了所引用的政策 `{path}`", "检查文件的权限；政策是普通的文本文件"),
        "en": ("the policy `{path}` that is used cannot be read", "check its permissions; a policy is a plain text file"),
    },
    "use-circle": {
        "zh": ("引用绕了一圈又回到自己：{way}", "把几份政策共用的内容放到另一份政策里，分别引用"),
        "en": ("the uses go back to where they began: {way}", "put what several policies share into one of its own"),
    },
    "use-too-deep": {
        "zh": ("引用一层套一层，超过 {limit} 层", "减少引用的层数"),
        "en": ("policies use policies more than {limit} deep", "let fewer of them stand on one another"),
    },
    "use-too-many": {
        "zh": ("直接和间接引用的政策超过 {limit} 份", "减少引用的政策"),
        "en": ("more than {limit} policies are used, directly or by those that are used", "use fewer"),
    },
    "use-mistakes": {
        "zh": ("所引用的政策 `{path}` 里有 {count} 处错误，列在后面", "先改正那份政策"),
        "en": ("mistakes in the policy `{path}` that is used: {count}, listed below", "mend that policy first"),
    },
    # what is named of it
    "use-unknown": {
        "zh": ("`{policy}` 里没有名为 `{name}` 的内容可以引用", "是不是 `{nearest}`？"),
        "en": ("`{policy}` declares no `{name}` that could be used", "did you mean `{nearest}`?"),
    },
    "use-name-unknown": {
        "zh": ("没有引用名为 `{name}` 的政策", "是不是 `{nearest}`？"),
        "en": ("no policy is used here under the name `{name}`", "did you mean `{nearest}`?"),
    },
    "use-reading": {
        "zh": (
            "`{name}` 是 `{policy}` 的疑义，不能从外面引用",
            "引用取决于它的定义；读法在判定时选择",
        ),
        "en": (
            "`{name}` is a reading of `{policy}` and cannot be named from outside",
            "use the definition that rests on it; which option is taken is said when deciding",
        ),
    },
    "use-as-value": {
        "zh": ("`{name}` 是所引用的政策，不是值", "写明要用其中的哪一项，例如 `{name}.达标`"),
        "en": ("`{name}` is a policy that is used, and not a value", "say what of it is meant: `{name}.something`"),
    },
    "use-unused": {
        "zh": ("引用了 `{name}`，但没有用到其中的内容", "删去这一行，或者引用其中的内容"),
        "en": ("nothing of the used policy `{name}` is named", "delete the line, or name something of it"),
    },
    # how long it lasts
    "use-superseded": {
        "zh": (
            "所引用的 `{policy}` 自 {since} 起被 `{by}` 取代，而本政策那时仍在施行",
            "{since} 以后的判定所依据的标准已被取代：改为引用新的文件，或者写明本政策施行到哪一天",
        ),
        "en": (
            "`{policy}`, which is used, is superseded by `{by}` from {since}, when this policy is still in force",
            "from then on decisions would rest on a standard that was replaced: use the new one, or say when this policy ends",
        ),
    },
    "use-ended": {
        "zh": (
            "所引用的 `{policy}` 施行至 {last}，而本政策此后仍在施行",
            "此后的判定所依据的标准已经期满：改为引用新的文件，或者写明本政策施行到哪一天",
        ),
        "en": (
            "`{policy}`, which is used, is in force until {last}, and this policy longer than that",
            "after that day decisions would rest on a standard that has ended: use a new one, or say when this policy ends",
        ),
    },
    # what both declare
    "policy-name-taken": {
        "zh": ("放在一起的政策中有两份都叫 `{name}`", "各份政策要有不同的名称，否则说不清依据的是哪一份"),
        "en": (
            "two policies that belong together are both called `{name}`",
            "give each a name of its own, or nobody can say which one a decision rests on",
        ),
    },
    "fact-differs": {
        "zh": (
            "事实 `{name}` 在两份政策中声明得不一样：{what}",
            "同名的事实是同一项事实，两处要声明成同样的；不是同一项的，换一个名称",
        ),
        "en": (
            "the fact `{name}` is declared in two ways in two policies: {what}",
            "facts of one name are one fact, and are declared alike; give another name to what is something else",
        ),
    },
    "word-differs-type": {"zh": ("类型不同", None), "en": ("the types differ", None)},
    "word-differs-members": {"zh": ("枚举的成员不同", None), "en": ("their enumerations have other members", None)},
    "word-differs-fields": {"zh": ("记录的内容不同", None), "en": ("their records have other fields", None)},
    "word-differs-range": {
        "zh": ("范围没有相同的部分", None),
        "en": ("the ranges have nothing in common", None),
    },
    "word-differs-body": {"zh": ("评定的机关不同", None), "en": ("other bodies decide it", None)},
}  # fmt: skip
