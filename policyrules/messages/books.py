"""Sentences of what can go wrong with policies that are read together."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    # the folder
    "folder-empty": {
        "zh": ("文件夹 `{name}` 里没有政策", "政策是文件名以 `.pol` 结尾的文件，可以放在下一级文件夹里"),
        "en": (
            "there is no policy in the folder `{name}`",
            "a policy is a file whose name ends in `.pol`; it may stand in a folder of that folder",
        ),
    },
    "folder-too-many": {
        "zh": ("文件夹 `{name}` 里的政策超过 {limit} 份", "分到几个文件夹里，一次读一个"),
        "en": (
            "there are more than {limit} policies in the folder `{name}`",
            "divide them among folders, and read one at a time",
        ),
    },
    "folder-too-large": {
        "zh": ("文件夹 `{name}` 里的文件和文件夹超过 {limit} 个，没有看完", "写只放政策的那个文件夹"),
        "en": (
            "there are more than {limit} files and folders in `{name}`, and not all were looked at",
            "name the folder that holds the policies only",
        ),
    },
    "folder-unreadable": {
        "zh": ("打不开文件夹 `{name}`", "检查文件夹的权限"),
        "en": ("the folder `{name}` cannot be opened", "check its permissions"),
    },
    "folder-link": {
        "zh": ("`{name}` 是一个链接，指向文件夹之外，没有读", "把那份文件复制到文件夹里，或者另外写明它的路径"),
        "en": (
            "`{name}` is a link that leads out of the folder, and was not read",
            "copy the file into the folder, or name its path besides",
        ),
    },
    "book-empty": {
        "zh": ("没有给出政策", "写政策的路径，或者存放政策的文件夹"),
        "en": ("no policy was named", "name the paths of policies, or a folder of them"),
    },
    # policies that stand together
    "number-taken": {
        "zh": (
            "`{name}` 与 `{other}` 的文号都是 `{number}`，判定时两份都算",
            "同一份文件只留一份；是新旧两个版本的，各写各的文号，新的一份写 `取代`",
        ),
        "en": (
            "`{name}` and `{other}` both are the document `{number}`, and both count when deciding",
            "keep one of them; where one is a new version, give each its own number and let the new one say `supersedes`",
        ),
    },
}
