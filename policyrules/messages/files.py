"""Sentences of what can go wrong when finding a policy and its document."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "policy-not-found": {
        "zh": ("找不到政策 `{name}`，既没有这个文件，也没有随软件提供的同名政策", "随软件提供的政策有：{shipped}"),
        "en": (
            "there is no policy `{name}`: neither a file nor a policy shipped with the package has that name",
            "shipped with the package: {shipped}",
        ),
    },
    "policy-unreadable": {
        "zh": ("无法读取 `{name}`", "请确认它是文件而不是文件夹，并且有读取权限"),
        "en": ("`{name}` cannot be read", "make sure that it is a file, not a folder, and that you may read it"),
    },
    "policy-folder": {
        "zh": (
            "`{name}` 是文件夹，不是一份政策：文件夹里的各项政策，用 `policyrules.load_book` 一起读",
            "只读其中一份的，写出它的文件名；命令行直接写文件夹即可",
        ),
        "en": (
            "`{name}` is a folder, not a policy: `policyrules.load_book` takes all policies of a folder",
            "to load one of them, name its file; commands take the folder itself",
        ),
    },
    "document-missing": {
        "zh": ("找不到原文 `{name}`", "把文件全文存为政策文件所在文件夹里的 `{name}`，或改正原文的文件名"),
        "en": (
            "there is no source text `{name}`",
            "save the whole document as `{name}` in the folder of the policy, or mend the name",
        ),
    },
    "document-unreadable": {
        "zh": ("无法读取原文 `{name}`", "请确认它是文件而不是文件夹，并且有读取权限"),
        "en": (
            "the source text `{name}` cannot be read",
            "make sure that it is a file, not a folder, and that you may read it",
        ),
    },
    "document-elsewhere": {
        "zh": ("原文应与政策放在同一个文件夹里，写的是 `{name}`", "只写文件名，不写文件夹"),
        "en": (
            "the source text was expected in the folder of the policy, not at `{name}`",
            "write the name of a file, without folders",
        ),
    },
    "document-not-compared": {
        "zh": ("政策是以文本给出的，没有所在文件夹，引文没有与原文 `{name}` 核对", "用文件路径读入政策，就会核对"),
        "en": (
            "the policy was given as a text, which has no folder, so that its quotes were not compared with `{name}`",
            "load it by its path to have them compared",
        ),
    },
    "cache-unusable": {
        "zh": ("无法使用保存政策的文件夹 `{name}`", "请确认它是文件夹，并且有读取权限；还没有的，请确认可以新建"),
        "en": (
            "the folder `{name}`, in which policies were to be kept ready, cannot be used",
            "make sure that it is a folder that you may read, or that it can be made",
        ),
    },
    "cache-shared": {
        "zh": (
            "保存政策的文件夹 `{name}` 应当只有您本人可以改动，现在它属于别人，或者别人也可以改动",
            "换一个自己的文件夹，或者取消别人的写入权限（如 chmod 700）",
        ),
        "en": (
            "the folder `{name}`, in which policies were to be kept ready, should be yours alone to change, but belongs to "
            "someone else or may be written to by others",
            "take a folder of your own, or take the right to write from others (as with chmod 700)",
        ),
    },
}
