"""Sentences of what can go wrong when reading the facts of an enterprise."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    # --- the file --------------------------------------------------------------------------------------------------
    "file-missing": {
        "zh": ("找不到文件 `{name}`", "请核对文件名和所在文件夹"),
        "en": ("there is no file `{name}`", "check its name and its folder"),
    },
    "file-unreadable": {
        "zh": ("无法读取 `{name}`", "请确认它是文件而不是文件夹，并且有读取权限"),
        "en": ("`{name}` cannot be read", "make sure that it is a file, not a folder, and that you may read it"),
    },
    "file-too-large": {
        "zh": ("文件超过 {limit} 的上限", "企业较多时请用 JSON Lines（.jsonl），每行一家企业"),
        "en": ("the file is larger than the limit of {limit}", "write many enterprises as JSON Lines (.jsonl), one to a line"),
    },
    "file-line-too-long": {
        "zh": ("这一行超过 {limit} 的上限", "每行写一家企业"),
        "en": ("this line is longer than the limit of {limit}", "write one enterprise to a line"),
    },
    "file-empty": {
        "zh": ("文件是空的，应写有一家或多家企业的事实", "什么事实都没有时，写 `{{}}`"),
        "en": (
            "the file is empty where the facts of one or more enterprises were expected",
            "write `{{}}` where there is no fact",
        ),
    },
    "file-not-utf8": {
        "zh": ("文件不是 UTF-8 编码", "请用编辑器另存为 UTF-8"),
        "en": ("the file is not UTF-8", "save it as UTF-8 in your editor"),
    },
    "file-gbk": {
        "zh": ("文件不是 UTF-8 编码，看来是 GBK（GB18030）", "请用编辑器另存为 UTF-8"),
        "en": ("the file is not UTF-8; it looks like GBK (GB18030)", "save it as UTF-8 in your editor"),
    },
    "file-hidden": {
        "zh": ("文件里不应有看不见的字符，这里有 `{character}`", "请删去它"),
        "en": ("the file contains the hidden character `{character}`", "delete it"),
    },
    "file-too-deep": {
        "zh": ("括号或层次嵌套超过 {limit} 层", "一家企业的事实最多四层：事实、列表、记录、字段"),
        "en": (
            "more than {limit} levels are nested",
            "the facts of an enterprise have at most four: facts, list, record, field",
        ),
    },
    "file-duplicate-key": {
        "zh": ("`{key}` 写了两次，前一次在第 {line} 行", "只保留一个"),
        "en": ("`{key}` is given twice, first on line {line}", "keep one of them"),
    },
    "file-number-not-finite": {
        "zh": ("应为数，写的是 `{found}`", "不知道的值写 `null`"),
        "en": ("a number was expected, not `{found}`", "write `null` for a value that is not known"),
    },
    "file-number-huge": {
        "zh": ("这个数的位数过多", "最多 {digits} 位"),
        "en": ("this number has too many digits", "write at most {digits}"),
    },
    "file-not-enterprises": {
        "zh": ("应为一家企业的事实，或多家企业的列表，写的是 `{found}`", "事实按 `名称: 值` 一条条写"),
        "en": (
            "the facts of one enterprise, or a list of enterprises, were expected, not `{found}`",
            "write facts as `name: value`",
        ),
    },
    "file-json-ends": {
        "zh": ("文件没有写完，括号或引号没有合上", '在末尾补上缺少的 `}}`、`]` 或 `"`'),
        "en": ("the file ends before its brackets and quotes are closed", 'add the missing `}}`, `]` or `"`'),
    },
    "file-json-trailing-comma": {
        "zh": ("最后一项后面不应有逗号", "删去这个逗号"),
        "en": ("there is a comma after the last item", "delete the comma"),
    },
    "file-json-full-width": {
        "zh": ("JSON 的标点应为半角，写的是全角 `{found}`", "改为 `{near}`"),
        "en": ("JSON wants half-width punctuation, not `{found}`", "write `{near}`"),
    },
    "file-json-quotes": {
        "zh": ("文本应写在半角双引号里，写的是 `{found}`", '改为 `"`'),
        "en": ("a text stands in double quotes, not in `{found}`", 'write `"`'),
    },
    "file-json-comment": {
        "zh": ("JSON 里不能写注释", "删去注释，或改用 YAML"),
        "en": ("JSON has no comments", "delete the comment, or write YAML"),
    },
    "file-json-comma": {
        "zh": ("这里之前缺少逗号", "在上一项后面加 `,`"),
        "en": ("there is no comma before this", "write `,` after the item before it"),
    },
    "file-json-open-text": {
        "zh": ("这里的引号没有合上", '在文本末尾补上 `"`；文本中的换行写作 `\\n`'),
        "en": ("the quote of this text is not closed", 'add the missing `"`, and write a line end within a text as `\\n`'),
    },
    "file-json-escape": {
        "zh": ("文本里的反斜杠或控制字符写法有误", "反斜杠本身写作 `\\\\`，制表符写作 `\\t`"),
        "en": (
            "a backslash or a control character in this text is malformed",
            "write a backslash as `\\\\` and a tab as `\\t`",
        ),
    },
    "file-json-extra": {
        "zh": ("事实写完之后还有 `{found}`", "多家企业请放进一个列表 `[…]`，或用 JSON Lines（.jsonl），每行一家"),
        "en": (
            "there is `{found}` after the end of the facts",
            "put several enterprises into one list `[…]`, or write JSON Lines (.jsonl), one to a line",
        ),
    },
    "file-json-unexpected": {
        "zh": ("这里的 `{found}` 不合 JSON 写法", "请检查它前面的逗号、冒号、引号和括号"),
        "en": ("`{found}` is not expected here in JSON", "check the comma, colon, quote or bracket before it"),
    },
    "file-yaml-tab": {
        "zh": ("YAML 的缩进不能用制表符", "改用空格"),
        "en": ("YAML is not indented with tabs", "use spaces"),
    },
    "file-yaml-colon": {
        "zh": ("名称后的冒号应为半角", "改为 `:`，后面空一格"),
        "en": ("the colon after a name is half-width", "write `:` and a space after it"),
    },
    "file-yaml-unexpected": {
        "zh": ("这里不合 YAML 写法", "请检查缩进是否对齐，冒号是否为半角且后面有一个空格，引号和括号是否合上"),
        "en": (
            "this is not expected here in YAML",
            "check the indentation, that a half-width colon has a space after it, and that quotes and brackets are closed",
        ),
    },
    "file-yaml-alias": {
        "zh": ("事实文件里不能用 YAML 的锚和引用（`{found}`）", "把内容直接写在这里；文本以 `&` 或 `*` 开头时加引号"),
        "en": (
            "a facts file may not use the anchors and aliases of YAML (`{found}`)",
            "write out what is meant; put a text that begins with `&` or `*` in quotes",
        ),
    },
    "file-yaml-tag": {
        "zh": ("事实文件里不能用 YAML 的标签（`{found}`）", "删去标签；文本以 `!` 开头时加引号"),
        "en": (
            "a facts file may not use the tags of YAML (`{found}`)",
            "delete the tag; put a text that begins with `!` in quotes",
        ),
    },
    "file-yaml-key": {
        "zh": ("事实的名称应为文本，写的是列表或对象", "按 `名称: 值` 一条条写"),
        "en": ("the name of a fact is a text, not a list or a mapping", "write facts as `name: value`"),
    },
    "file-yaml-documents": {
        "zh": ("文件里有不止一份 YAML 文档", "多家企业写成一个列表，每家以 `-` 开头"),
        "en": ("the file holds more than one YAML document", "write several enterprises as one list, each beginning with `-`"),
    },
    # --- names and containers --------------------------------------------------------------------------------------
    "facts-not-mapping": {
        "zh": ("一家企业的事实应按 `名称: 值` 一条条写，写的是 `{found}`", None),
        "en": ("the facts of an enterprise are pairs of name and value, not `{found}`", None),
    },
    "fact-unknown": {
        "zh": ("政策没有名为 `{found}` 的事实", "是否应为 `{near}`"),
        "en": ("the policy has no fact named `{found}`", "did you mean `{near}`?"),
    },
    "fact-field-unknown": {
        "zh": ("记录没有名为 `{found}` 的字段", "是否应为 `{near}`"),
        "en": ("the record has no field named `{found}`", "did you mean `{near}`?"),
    },
    "fact-key": {
        "zh": ("名称应为文本，写的是 `{found}`", "给名称加上引号"),
        "en": ("a name is a text, not `{found}`", "put the name in quotes"),
    },
    "fact-not-list": {
        "zh": ("应为记录的列表，写的是 `{found}`", "写成 `[…]`；没有任何记录时写 `[]`"),
        "en": ("a list of records was expected, not `{found}`", "write `[…]`, or `[]` where there is no record"),
    },
    "fact-list-long": {
        "zh": ("列表有 {count} 条记录，最多 {limit} 条", None),
        "en": ("the list has {count:record|records}, more than the limit of {limit}", None),
    },
    "fact-not-record": {
        "zh": ("应为一条记录，写的是 `{found}`", '写成 `{{"字段": 值}}`'),
        "en": ("a record was expected, not `{found}`", 'write `{{"field": value}}`'),
    },
    "fact-not-series": {
        "zh": ("应按{period_zh}写，写的是 `{found}`", '写成 `{{"{one}": 值, "{next}": 值}}`'),
        "en": ("one value per {period_en} was expected, not `{found}`", 'write `{{"{one}": value, "{next}": value}}`'),
    },
    "fact-year": {
        "zh": ("应为年份，如 `2021`，写的是 `{found}`", None),
        "en": ("a year such as `2021` was expected, not `{found}`", None),
    },
    "fact-quarter": {
        "zh": ("应为季度，如 `2024Q3`，写的是 `{found}`", None),
        "en": ("a quarter such as `2024Q3` was expected, not `{found}`", None),
    },
    "fact-month": {
        "zh": ("应为某年某月，如 `2024-09`，写的是 `{found}`", None),
        "en": ("a month such as `2024-09` was expected, not `{found}`", None),
    },
    "fact-period-twice": {
        "zh": ("`{period}` 写了两次", "只保留一个"),
        "en": ("`{period}` is given twice", "keep one of them"),
    },
    "fact-not-optional": {
        "zh": ("这一项必有，不能说不存在", "不知道时写 `未知`"),
        "en": ("this field always exists and cannot be said not to", "write `unknown` where it is not known"),
    },
    # --- values ----------------------------------------------------------------------------------------------------
    "fact-empty": {
        "zh": ("值是空的", "不知道时不填，或写 `null`"),
        "en": ("the value is empty", "leave it out, or write `null`, where it is not known"),
    },
    "fact-not-truth": {
        "zh": ("应为 `true`（是）或 `false`（否），写的是 `{found}`", "不加引号写 `true` 或 `false`，或写 `是`、`否`"),
        "en": ("`true` or `false` was expected, not `{found}`", "write `true` or `false` without quotes, or `是`, `否`"),
    },
    "fact-truth-for-number": {
        "zh": ("应为数，写的是 `{found}`", "写出数值"),
        "en": ("a number was expected, not `{found}`", "write the number"),
    },
    "fact-number-inexact": {
        "zh": ("`{found}` 是二进制近似数，不能确切读取", '改为十进制数，或写成文本 `"{found}"`'),
        "en": (
            "`{found}` is a binary approximation and cannot be read exactly",
            'give a decimal number, or the text `"{found}"`',
        ),
    },
    "fact-number-not-finite": {
        "zh": ("应为确定的数，写的是 `{found}`", "不知道的值写 `null`"),
        "en": ("a finite number was expected, not `{found}`", "write `null` for a value that is not known"),
    },
    "fact-number-huge": {
        "zh": ("数的位数超过 {digits} 位（金额按分计）", None),
        "en": ("the number has more than {digits} digits (money is counted in 分)", None),
    },
    "fact-not-integer": {
        "zh": ("应为整数，如 `120`，写的是 `{found}`", "是否应为 `{near}`"),
        "en": ("a whole number such as `120` was expected, not `{found}`", "did you mean `{near}`?"),
    },
    "fact-not-number": {
        "zh": ("应为数，如 `12.5`，写的是 `{found}`", "是否应为 `{near}`"),
        "en": ("a number such as `12.5` was expected, not `{found}`", "did you mean `{near}`?"),
    },
    "fact-not-percent": {
        "zh": ('应为比例，如 `"3.65%"`，写的是 `{found}`', "是否应为 `{near}`"),
        "en": ('a percentage such as `"3.65%"` was expected, not `{found}`', "did you mean `{near}`?"),
    },
    "fact-percent-sign": {
        "zh": ("比例应带百分号，写的是 `{found}`", '如为百分之几，写成 `"{percent}"`'),
        "en": ("a percentage has a percent sign, `{found}` has none", 'if it is in percent, write `"{percent}"`'),
    },
    "fact-not-money": {
        "zh": ('应为金额，如 `"5000万元"`，或以元计的数，写的是 `{found}`', "是否应为 `{near}`"),
        "en": (
            'money such as `"5000万元"`, `"500 yuan"` or a number of yuan was expected, not `{found}`',
            "did you mean `{near}`?",
        ),
    },
    "fact-money-unit": {
        "zh": ("金额应带单位，写的是 `{found}`", '写成 `"{yuan}"` 或 `"{wan}"`'),
        "en": ("an amount of money has a unit, `{found}` has none", 'write `"{yuan}"` or `"{wan}"`'),
    },
    "fact-money-part": {
        "zh": ("金额最细到分，写的是 `{found}`", "四舍五入到分后再写"),
        "en": ("`{found}` is not a whole number of 分", "round it to 0.01 yuan first"),
    },
    "fact-not-months": {
        "zh": ("应为时长，如 `3年`、`18个月`，写的是 `{found}`", "是否应为 `{near}`"),
        "en": ("a length of time such as `3 years` or `18 months` was expected, not `{found}`", "did you mean `{near}`?"),
    },
    "fact-not-days": {
        "zh": ("应为天数，如 `30天`，写的是 `{found}`", "是否应为 `{near}`"),
        "en": ("a number of days such as `30 days` was expected, not `{found}`", "did you mean `{near}`?"),
    },
    "fact-not-date": {
        "zh": ("应为日期，如 `2022-06-01` 或 `2022年6月1日`，写的是 `{found}`", "是否应为 `{near}`"),
        "en": ("a date such as `2022-06-01` was expected, not `{found}`", "did you mean `{near}`?"),
    },
    "fact-date-number": {
        "zh": ("应为日期，写的是数 `{found}`", '写成 `"{near}"`'),
        "en": ("a date was expected, not the number `{found}`", 'write `"{near}"`'),
    },
    "fact-date-time": {
        "zh": ("应为日期，`{found}` 还带有时刻", "只写 `{near}`"),
        "en": ("a date was expected, `{found}` has a time of day as well", "write `{near}` alone"),
    },
    "fact-date-no-year": {
        "zh": ("没有 `{found}` 这一天：年份从 1 到 9999", None),
        "en": ("there is no day `{found}`: years run from 1 to 9999", None),
    },
    "fact-date-no-month": {
        "zh": ("没有 `{found}` 这一天：月份从 1 到 12", "月在前，日在后"),
        "en": ("there is no day `{found}`: months run from 1 to 12", "the month comes before the day"),
    },
    "fact-date-no-day": {
        "zh": ("没有 `{found}` 这一天", "当月最后一天是 `{near}`"),
        "en": ("there is no day `{found}`", "the last day of that month is `{near}`"),
    },
    "fact-not-text": {
        "zh": ("应为文本，写的是 `{found}`", "加上引号"),
        "en": ("a text was expected, not `{found}`", "put it in quotes"),
    },
    "fact-text-long": {
        "zh": ("文本有 {length} 字，最多 {limit} 字", None),
        "en": ("the text has {length:character|characters}, more than the limit of {limit}", None),
    },
    "fact-text-hidden": {
        "zh": ("文本应为一行看得见的字，第 {place} 个字符是 `{character}`", "删去这个字符"),
        "en": ("a text is one line of visible characters, character {place} is `{character}`", "delete this character"),
    },
    "fact-text-space": {
        "zh": ("文本 `{found}` 前后有空白", "写成 `{near}`"),
        "en": ("the text `{found}` has white space around it", "write `{near}`"),
    },
    "fact-text-error": {
        "zh": ("应为文本，写的是电子表格的出错标记 `{found}`", "改正表格里的公式；不知道的值写 `null`，在表格里则留空"),
        "en": (
            "a text was expected, not `{found}`, which a spreadsheet writes for an error",
            "mend the formula; where the value is not known, write `null`, in a table nothing",
        ),
    },
    "fact-member-unknown": {
        "zh": ("`{enum}` 应为 {members_zh} 之一，写的是 `{found}`", "是否应为 `{near}`"),
        "en": ("`{enum}` is one of {members_en}, not `{found}`", "did you mean `{near}`?"),
    },
    "fact-too-low": {
        "zh": ("不应低于 `{end_zh}`，写的是 `{value_zh}`", None),
        "en": ("this is not to be below `{end_en}`, and is `{value_en}`", None),
    },
    "fact-too-high": {
        "zh": ("不应高于 `{end_zh}`，写的是 `{value_zh}`", '不带百分号的数按原值读；如为百分之几，写成 `"{percent}"`'),
        "en": (
            "this is not to be above `{end_en}`, and is `{value_en}`",
            'a number without a percent sign is read as it is; if it is in percent, write `"{percent}"`',
        ),
    },
    "fact-relation": {
        "zh": ("事实之间不符合 `{relation}`", "请核对有关的数"),
        "en": ("the facts contradict `{relation}`", "check the figures that it is about"),
    },
    # --- the rest of a case ----------------------------------------------------------------------------------------
    "case-number-long": {
        "zh": ("计算中出现了超过 {digits} 位的数，不再计算", "核对事实中的数值；文件写明取整的，在定义里写 `四舍五入到`"),
        "en": (
            "a number of more than {digits} digits comes up, which is not calculated any further",
            "look at the numbers that are given; where the document rounds, write `rounded to` in the definition",
        ),
    },
    "case-combinations": {
        "zh": ("`{lists}` 的记录要逐项两两对照，共 {count} 种组合，最多 {limit} 种", "减少记录"),
        "en": (
            "`{lists}` give {count} combinations of records that are held against each other, more than {limit}",
            "give fewer",
        ),
    },
    "case-day": {
        "zh": ("应给出作出认定的日期，给的是 `{found}`", "只给日期，不带时刻"),
        "en": ("the day on which is decided was expected, not `{found}`", "give a date without a time"),
    },
    "case-reading-unknown": {
        "zh": ("政策没有名为 `{found}` 的疑义", "是否应为 `{near}`"),
        "en": ("the policy has no reading named `{found}`", "did you mean `{near}`?"),
    },
    "case-option-unknown": {
        "zh": ("应为 {options_zh} 之一，给的是 `{found}`", "是否应为 `{near}`"),
        "en": ("one of {options_en} was expected, not `{found}`", "did you mean `{near}`?"),
    },
}

#: How each type of value is written, by the name of the type, for whoever fills in a form.
FORMS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "facts": "一家企业的事实。不知道的事实不填，或填 null。",
        "titles": "、",
        "list": "没有任何记录时填空列表；整个列表都不清楚时不填。",
        "series-year": "按年份填写，如 2021；不清楚的年份不填，企业尚未成立的年份填“不存在”。",
        "series-quarter": "按季度填写，如 2024Q3；不清楚的季度不填，企业尚未成立的季度填“不存在”。",
        "series-month": "按月填写，如 2024-09；不清楚的月份不填，企业尚未成立的月份填“不存在”。",
        "decided": "由{body}评定，企业不填。",
        "bool": "是或否。",
        "text": "一行文字，前后不留空白。",
        "integer": "整数。",
        "number": "数，最多 32 位。",
        "ratio": "比值，如 0.5。",
        "percent": "带百分号的比例，如 3.65%；不带引号的数是比值，0.04 即 4%。",
        "money": "带单位的金额，如 5000万元、1亿元、500元；不带引号的数以元计，最多两位小数。",
        "date": "日期，如 2022-06-01 或 2022年6月1日。",
        "months": "时长，如 3年、18个月；不带引号的数以月计。",
        "days": "天数，如 30。",
        "quarter": "季度，如 2024Q3 或 2024年第3季度。",
        "month": "某年某月，如 2024-09 或 2024年9月。",
        "optional": "没有这一项时不填；有没有尚不清楚时填“未知”。",
        "low": "不低于 {low}。",
        "high": "不高于 {high}。",
        "low-high": "从 {low} 到 {high}。",
    },
    "en": {
        "facts": "The facts of one enterprise. Leave out what is not known, or give null.",
        "titles": "; ",
        "list": "Give an empty list where there is no record; leave it out where the records are not known.",
        "series-year": "One value per year, such as 2021; leave out a year that is not known, and write “does not exist” for a "
        "year before the enterprise was founded.",
        "series-quarter": "One value per quarter, such as 2024Q3; leave out a quarter that is not known, and write “does not "
        "exist” for a quarter before the enterprise was founded.",
        "series-month": "One value per month, such as 2024-09; leave out a month that is not known, and write “does not exist” "
        "for a month before the enterprise was founded.",
        "decided": "Decided by {body}; an enterprise leaves it out.",
        "bool": "True or false.",
        "text": "One line of text without white space around it.",
        "integer": "A whole number.",
        "number": "A number of at most 32 digits.",
        "ratio": "A ratio such as 0.5.",
        "percent": "A percentage such as 3.65%; a number without quotes is a ratio, 0.04 is 4%.",
        "money": "Money with its unit, such as 5000万元, 1亿元 or 500 yuan; a number without quotes is in yuan, of at most "
        "two decimals.",
        "date": "A date such as 2022-06-01.",
        "months": "A length of time such as 3 years or 18 months; a number without quotes is in months.",
        "days": "A number of days such as 30.",
        "quarter": "A quarter such as 2024Q3.",
        "month": "A month of a year, such as 2024-09.",
        "optional": "Leave it out where there is none; write “unknown” where that is not known.",
        "low": "Not below {low}.",
        "high": "Not above {high}.",
        "low-high": "From {low} to {high}.",
    },
}
