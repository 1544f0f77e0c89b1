"""Sentences of what can be in the way of holding a register against policies, and of what is wrong with one of its rows."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    # --- the mapping -----------------------------------------------------------------------------------------------
    "mapping-block": {
        "zh": ("这里应写“名称: 值”，写的是 `{found}`", "可以写的有：{words_zh}"),
        "en": ("entries of the form `name: value` were expected, not `{found}`", "what may stand here: {words_en}"),
    },
    "mapping-pairs": {
        "zh": ("这里应逐项写“名称: 值”，写的是 `{found}`", "写成 `{{名称: 值, 名称: 值}}`"),
        "en": ("pairs of the form `name: value` were expected, not `{found}`", "write `{{name: value, name: value}}`"),
    },
    "mapping-word-unknown": {
        "zh": ("对应表里没有 `{found}` 这一项", "是不是 `{near}`"),
        "en": ("a mapping has no entry `{found}`", "did you mean `{near}`?"),
    },
    "mapping-twice": {
        "zh": ("`{found}` 与 `{first}` 说的是同一项", "只保留一个"),
        "en": ("`{found}` is the same as `{first}`", "keep one of them"),
    },
    "mapping-text-expected": {
        "zh": ("这里应写格子里的字，写的是 `{found}`", '加上引号，如 `"-"`'),
        "en": ("what stands in cells was expected here, not `{found}`", 'put it in quotes, as in `"-"`'),
    },
    "mapping-missing": {
        "zh": ("缺少 `{word_zh}` 一项", "写上 `{word_zh}`；`--mapping-template` 可以写出样子"),
        "en": ("`{word_en}` is missing", "add `{word_en}`; `--mapping-template` prints an example"),
    },
    "mapping-fact-unknown": {
        "zh": ("政策没有事实或者字段 `{found}`", "是不是 `{near}`"),
        "en": ("the policy has no fact or field `{found}`", "did you mean `{near}`?"),
    },
    "mapping-one-of": {
        "zh": ("这里应写下列各项中的一项，并且只写一项：{words_zh}", "没有数据的事实，整行删去"),
        "en": ("exactly one of these was expected here: {words_en}", "leave a fact out where there is nothing about it"),
    },
    "mapping-not-for": {
        "zh": ("`{fact}` 不能写 `{word_zh}`", "删去 `{word_zh}`"),
        "en": ("`{word_en}` cannot be said of `{fact}`", "delete `{word_en}`"),
    },
    "mapping-column-expected": {
        "zh": ("这里应写一列的名称，写的是 `{found}`", "照名册第一行的写法写"),
        "en": ("the name of a column was expected, not `{found}`", "write it as in the first line of the register"),
    },
    "mapping-column-unknown": {
        "zh": ("表里没有 `{found}` 这一列", "是不是 `{near}`"),
        "en": ("the table has no column `{found}`", "did you mean `{near}`?"),
    },
    "mapping-column-kind": {
        "zh": ("`{column}` 一列里存的东西不能作为 `{fact}`", "记录列表写 `表`，按年的事实写 `各列`，其他事实用存单个值的列"),
        "en": (
            "what the column `{column}` holds cannot be `{fact}`",
            "records come from a `table`, a series from `columns`, anything else from a column of single values",
        ),
    },
    "mapping-choice": {
        "zh": ("`{found}` 不在可选之列", "可以写：{choices}"),
        "en": ("`{found}` is none of what can be chosen", "write one of {choices}"),
    },
    "mapping-date": {
        "zh": (
            "日期的写法应由年、月、日各一个组成，写的是 `{found}`",
            "用 `YYYY`、`MM` 或 `M`、`DD` 或 `D` 拼成，如 `YYYY/M/D`、`YYYYMMDD`",
        ),
        "en": (
            "a form of dates names the year, the month and the day once each; this is `{found}`",
            "put it together from `YYYY`, `MM` or `M`, `DD` or `D`, as in `YYYY/M/D` or `YYYYMMDD`",
        ),
    },
    "mapping-table-elsewhere": {
        "zh": ("另一张表应放在对应表所在的文件夹里，写的是 `{found}`", "只写文件名，不写文件夹"),
        "en": (
            "the other table was expected in the folder of the mapping, not at `{found}`",
            "write the name of a file, without folders",
        ),
    },
    "mapping-table-unreadable": {
        "zh": ("无法读取另一张表 `{name}`：{reason_zh}", "请核对文件名、读取权限和文件格式"),
        "en": ("the other table `{name}` cannot be read: {reason_en}", "check its name, that you may read it, and its kind"),
    },
    "mapping-nothing": {
        "zh": (
            "名册里没有一列与事实同名，也没有给出对应表；名册的列名是 {columns}",
            "第一行应是列名；与事实不同名的，用 `policyrules match 政策 --mapping-template` 写出一份对应表来改",
        ),
        "en": (
            "no column of the register is called what a fact is called, and no mapping was given; its columns are {columns}",
            "names stand in the first line; `policyrules match POLICY --mapping-template` prints a mapping to start from",
        ),
    },
    "mapping-yaml-alias": {
        "zh": ("对应表里不能用 YAML 的锚和引用（`{found}`）", "把内容直接写在这里；文字以 `&` 或 `*` 开头时加引号"),
        "en": (
            "a mapping may not use the anchors and aliases of YAML (`{found}`)",
            "write out what is meant; put a text that begins with `&` or `*` in quotes",
        ),
    },
    "mapping-yaml-tag": {
        "zh": ("对应表里不能用 YAML 的标签（`{found}`）", "删去标签；文字以 `!` 开头时加引号"),
        "en": (
            "a mapping may not use the tags of YAML (`{found}`)",
            "delete the tag; put a text that begins with `!` in quotes",
        ),
    },
    "mapping-yaml-key": {
        "zh": ("对应表里一项的名称应是文字，写的是列表或者“名称: 值”", "按 `名称: 值` 一条条写"),
        "en": ("what an entry of a mapping is called is a text, not a list or pairs", "write entries as `name: value`"),
    },
    "mapping-yaml-documents": {
        "zh": ("文件里不止一份对应表", "只保留一份；另一份名册的对应表放在另一个文件里"),
        "en": ("the file holds more than one mapping", "keep one of them; that of another register stands in another file"),
    },
    "mapping-too-deep": {
        "zh": ("对应表的层次超过 {limit} 层", "对应表最多五层：`事实`、事实的名称、`字段`、字段的名称、`代码`"),
        "en": (
            "more than {limit} levels of a mapping are nested",
            "it has at most five: `facts`, the name of a fact, `fields`, the name of a field, `codes`",
        ),
    },
    "mapping-too-large": {
        "zh": ("对应表超过 {limit} 的上限", "对应表只写各列的名称、单位和代码；企业的数据放在名册里"),
        "en": (
            "the mapping is larger than the limit of {limit}",
            "it names columns, units and codes; what is said of enterprises stands in the register",
        ),
    },
    # --- the register ----------------------------------------------------------------------------------------------
    "register-missing": {
        "zh": ("找不到名册 `{name}`", "请核对文件名和所在文件夹"),
        "en": ("there is no register `{name}`", "check its name and its folder"),
    },
    "register-unreadable": {
        "zh": ("无法读取名册：{reason}", "请核对文件名、读取权限和文件格式"),
        "en": ("the register cannot be read: {reason}", "check its name, that you may read it, and what kind of file it is"),
    },
    "register-excel": {
        "zh": ("无法读取这份工作簿", "应是不加密码的 .xlsx，数据在第一张工作表；旧的 .xls 和加了密码的，请在 Excel 里另存"),
        "en": (
            "the workbook cannot be read",
            "it has to be .xlsx, without a password, with a table as its first sheet: save an older one anew in Excel",
        ),
    },
    "register-unpacked": {
        "zh": (
            "工作簿的文件有 {packed}，解开后有 {size}，超过 {limit} 的上限",
            "请在 Excel 里只留名册一张工作表，另存一份；仍然超过的，另存为 CSV",
        ),
        "en": (
            "the workbook has {packed} and unpacks to {size}, more than the limit of {limit}",
            "keep the sheet of the register alone in Excel and save it anew, or save it as CSV",
        ),
    },
    "register-formulas": {
        "zh": (
            "有 {count} 个格子是公式，文件里没有存下计算结果，第一个是 `{cell}`",
            "在 Excel 里打开，保存一次，结果就存下了；然后重新判定",
        ),
        "en": (
            "{count:cell holds a formula whose result is|cells hold formulas whose results are} not stored in the file, "
            "the first `{cell}`",
            "open the workbook in Excel and save it, which stores them; then match again",
        ),
    },
    "register-joined": {
        "zh": (
            "有 {count} 处合并的格子，第一处是 `{cell}`；合并以后只有左上角的一格有值",
            "在 Excel 里取消合并，把值填到每一行；表格下面的说明、合计移到别的工作表",
        ),
        "en": (
            "{count:range of cells is|ranges of cells are} merged, the first `{cell}`; only the first cell of each has a value",
            "unmerge them in Excel and fill in every row; move notes and totals below the table to another sheet",
        ),
    },
    "register-kind": {
        "zh": (
            "不知道 `{name}` 是哪一种名册",
            "名册可以是 .parquet、.csv、.tsv、.txt、.xlsx，或者 `库.duckdb#表名`、`postgres://…#表名`",
        ),
        "en": (
            "it is not known what kind of register `{name}` is",
            "a register is a .parquet, .csv, .tsv, .txt or .xlsx file, `base.duckdb#table` or `postgres://…#table`",
        ),
    },
    "register-empty": {
        "zh": ("名册没有列名", "第一行应是各列的名称"),
        "en": ("the register has no names of columns", "its first line holds the names of the columns"),
    },
    "register-wide": {
        "zh": ("名册有 {count} 列，超过 {limit} 列的上限", "请核对分隔的符号，只留用得到的列"),
        "en": (
            "the register has {count} columns, more than the limit of {limit}",
            "check what separates them, and keep those in use",
        ),
    },
    "register-column-twice": {
        "zh": ("列名 `{name}` 不止一列在用（不分大小写）", "各列起不同的名称"),
        "en": ("more than one column is called `{name}` (upper and lower case are one)", "give each another name"),
    },
    "register-column-ours": {
        "zh": ("列名 `{name}` 是本程序自己要用的，不能作名册的列名", "把这一列改名"),
        "en": ("the name `{name}` of a column is one that is needed here itself", "give the column another name"),
    },
    "register-columns-differ": {
        "zh": ("这个文件的列与 `{first}` 的不同", "一个文件夹里的 Parquet 文件应有同样的列"),
        "en": ("this file has other columns than `{first}`", "all Parquet files of a folder have the same columns"),
    },
    "register-changed": {
        "zh": (
            "判定期间，这个文件被改过或者换过；读了新内容的部分没有留下",
            "换回原来的文件，加上 `--resume` 接着做；或者另给一个文件夹，重新判定",
        ),
        "en": (
            "the file was changed while it was read; no part that was made of the new one is kept",
            "put the former file back and go on with `--resume`, or begin anew in another folder",
        ),
    },
    "register-encoding": {
        "zh": ("文件既不是 UTF-8 编码，也不是 GB18030 编码，从这一行起读不通", "请另存为 UTF-8"),
        "en": ("the file is neither UTF-8 nor GB18030: it cannot be read from this line on", "save it as UTF-8"),
    },
    "register-csv": {
        "zh": ("从这一行起读不通", "请核对引号是否成对，格子里的引号要写两遍；一格至多 {limit} 个字符"),
        "en": (
            "the file cannot be read from this line on",
            "check that quotes are closed; one within a cell is doubled, and a cell has {limit} characters at most",
        ),
    },
    "register-database": {
        "zh": ("无法读取数据库里的表：{reason}", "请核对地址、表名和权限"),
        "en": ("the table of the database cannot be read: {reason}", "check the address, the table and your rights"),
    },
    "register-postgres": {
        "zh": (
            "没有装 DuckDB 的 postgres 扩展，不能读取 PostgreSQL 里的表",
            "请在联网的电脑上用 DuckDB 运行一次 `INSTALL postgres`，或者把表导出为 Parquet、CSV 再判定",
        ),
        "en": (
            "the extension `postgres` of DuckDB is not installed, which tables of PostgreSQL are read with",
            "run `INSTALL postgres` in DuckDB once while online, or export the table as Parquet or CSV",
        ),
    },
    "row-code": {
        "zh": (
            "`{column}` 列的 `{found}` 不在对应表的 `代码` 中，其中有：{known_zh}",
            "在对应表的 `代码` 中补上它所指的；名册写错了的，改正名册",
        ),
        "en": (
            "`{found}` in the column `{column}` is none of the `codes` of the mapping, which are: {known_en}",
            "add what it stands for to the `codes`, or mend the register where it is wrong",
        ),
    },
    "row-cells": {
        "zh": ("这一行应有 {expected} 格，实有 {found} 格", "请核对分隔的符号和引号"),
        "en": (
            "the row has {found:cell|cells} where {expected} were expected",
            "check what separates the cells, and the quotes",
        ),
    },
    # --- the folder ------------------------------------------------------------------------------------------------
    "match-folder-taken": {
        "zh": ("文件夹里已有别的文件", "请另给一个空文件夹"),
        "en": ("other files stand in the folder", "name an empty one"),
    },
    "match-folder-begun": {
        "zh": ("文件夹里已有一次判定", "接着做，加上 `--resume`；重新做，请另给一个文件夹"),
        "en": ("a match stands in the folder already", "go on with it by `--resume`, or name another folder"),
    },
    "match-folder-busy": {
        "zh": ("另一个程序正在往这个文件夹里写判定结果", "请等它做完，或者另给一个文件夹"),
        "en": ("another process is matching into this folder", "wait until it is done, or name another folder"),
    },
    "match-name": {
        "zh": ("这个名称不是 UTF-8 编码的，打不开", "请给文件或者文件夹改名；从压缩包里解出来的，解压时指明编码"),
        "en": (
            "this name is not UTF-8 and cannot be opened",
            "rename the file or the folder; say which encoding an archive has",
        ),
    },
    "match-other": {
        "zh": ("文件夹里的是另一次判定，不同的是：{what_zh}", "用原来的内容接着做，或者另给一个文件夹"),
        "en": (
            "the match in the folder is another one; what differs: {what_en}",
            "go on with what it was begun with, or name another folder",
        ),
    },
    "match-none": {
        "zh": ("文件夹里没有做完的判定", "先运行 `policyrules match`；没有做完的，加上 `--resume` 接着做"),
        "en": ("there is no finished match in the folder", "run `policyrules match` first, or go on with one by `--resume`"),
    },
    "match-damaged": {
        "zh": ("`{name}` 不在了，或者与写成时的不同", "加上 `--resume` 再运行一次 `policyrules match`，会重新写出"),
        "en": (
            "`{name}` is gone, or is not as it was written",
            "run `policyrules match` again with `--resume`, which writes it anew",
        ),
    },
    "match-no-row": {
        "zh": ("名册里没有编号为 `{id}` 的一行", "请核对编号；没有编号列的名册，编号就是行号"),
        "en": (
            "no row of the register has the id `{id}`",
            "check it; without a column of ids, the id is the number of the row",
        ),
    },
    "match-source-changed": {
        "zh": ("名册、对应表或者政策与判定时的不同了：{what_zh}", "用判定时的原文件，或者重新判定"),
        "en": (
            "the register, the mapping or the policy is not what was matched: {what_en}",
            "use the files as they were, or match again",
        ),
    },
    "match-disk-full": {
        "zh": ("磁盘已满，没有写成", "已写成的部分都在；腾出空间后，加上 `--resume` 接着做"),
        "en": ("the disk is full; this file was not written", "what was finished is kept; make room and go on by `--resume`"),
    },
    "match-read-only": {
        "zh": ("没有写入的权限", "请另给一个可以写入的文件夹；已写成的部分都在"),
        "en": ("you may not write here", "name a folder that you may write to; what was finished is kept"),
    },
    "match-not-written": {
        "zh": ("没有写成：{reason}", "已写成的部分都在；排除故障后，加上 `--resume` 接着做"),
        "en": ("this file was not written: {reason}", "what was finished is kept; mend the cause and go on by `--resume`"),
    },
    "match-cluster": {
        "zh": ("集群连不上，没有开始判定", "集群写成 spark://主机:7077、yarn、k8s://… 或 local[2]；Spark 自己的说法在上面"),
        "en": (
            "the cluster cannot be used, and nothing was begun",
            "a cluster is named as spark://HOST:7077, yarn, k8s://… or local[2]; what Spark itself says stands above",
        ),
    },
    "match-engine": {
        "zh": ("DuckDB 没有做完：{reason}", "已写成的部分都在；内存不够时加大 `--memory`，再加上 `--resume` 接着做"),
        "en": (
            "the engine gave up: {reason}",
            "what was finished is kept; if memory was short, give more by `--memory`, and go on by `--resume`",
        ),
    },
    "changes-no-ids": {
        "zh": (
            "两次判定的是不同的名册，其中有一份没有编号，不知道哪一行是哪一家",
            "在对应表里写明编号的列，再判定一次，或者用同一份名册判定两次",
        ),
        "en": (
            "the matches are of two registers, and one has no ids: nothing tells which rows are of one enterprise",
            "name the column of the ids in the mapping and match again, or match one register twice",
        ),
    },
    "match-view": {
        "zh": ("DuckDB 没有做完：{reason}", "请核对内存和磁盘是否够用，再运行一次"),
        "en": ("the engine gave up: {reason}", "see whether there is memory and room on the disk, and run it again"),
    },
}

#: How to mend what is wrong with a cell of a register, where it is done otherwise than in a file of facts.
ROW_HELP: Mapping[str, Mapping[str, str]] = {
    "fact-not-truth": {
        "zh": "格子里写 `是` 或者 `否`；用别的写法的，在对应表里写这一列的 `代码`",
        "en": "write `是` or `否` in the cell, or say by `codes` in the mapping what stands for them",
    },
    "fact-money-unit": {
        "zh": "在对应表里写这一列的 `单位`，或者在格子里写上单位",
        "en": "say in the mapping in which `unit` the column is, or write the unit in the cell",
    },
    "fact-percent-sign": {
        "zh": '在对应表里写这一列的 `单位`：`"%"` 或者 `比率`，或者在格子里写上百分号',
        "en": 'say in the mapping in which `unit` the column is, `"%"` or `ratio`, or write the sign in the cell',
    },
    "fact-not-text": {
        "zh": "把这一列存为文字；存的是代码的，在对应表里写这一列的 `代码`",
        "en": "keep texts in the column, or say by `codes` in the mapping what the numbers stand for",
    },
    "fact-not-date": {
        "zh": "用别的写法的，在对应表里写这一列的 `日期`，如 `YYYY/M/D`",
        "en": "say in the mapping how a `date` is written in the column, as in `YYYY/M/D`",
    },
    "fact-number-not-finite": {"zh": "不知道的，格子空着", "en": "leave the cell empty where it is not known"},
    "fact-truth-for-number": {"zh": "核对对应表里写的是不是这一列", "en": "see whether the mapping names the right column"},
}
