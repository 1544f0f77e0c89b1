"""Sentences of what can go wrong when reading the text of a .pol file.

Rows `word-…` name a token in a sentence, rows `label-…` say what another place has to do with a mistake.
"""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    # --- the file -------------------------------------------------------------------------------------------------------
    "syntax-ordinal-year": {
        "zh": ("`第` 后面应当是第几年，这里是 `{found}`", "写成 `第 1年`"),
        "en": ("expected the number of a year, and found `{found}`", "write `year 1`"),
    },
    "syntax-empty": {
        "zh": ("文件是空的，应当有政策、措施等内容", "从 `政策 名称 \"标题\":` 写起"),
        "en": ("expected a policy, and found nothing at all", "begin with `policy name \"title\":`"),
    },
    "format-not-the-same": {
        "zh": ("规范格式以后意思会改变，没有改动", "这是软件的错误，不是您的文件写错了；请连同文件报告"),
        "en": (
            "the text would not say the same in its canonical form and was left alone",
            "this is not your mistake; please report it with the file",
        ),
    },
    "syntax-gbk": {
        "zh": ("文件应当用 UTF-8 编码，这个文件很可能是 GBK(GB18030) 编码", "用编辑器打开，另存为 UTF-8"),
        "en": ("expected UTF-8, and found what is probably GBK (GB18030)", "open it in an editor and save it as UTF-8"),
    },
    "syntax-utf16": {
        "zh": ("文件应当用 UTF-8 编码，这个文件是 UTF-16 编码", "用编辑器打开，另存为 UTF-8"),
        "en": ("expected UTF-8, and found UTF-16", "open it in an editor and save it as UTF-8"),
    },
    "syntax-not-utf8": {
        "zh": ("文件应当用 UTF-8 编码，第 {line} 行有不属于 UTF-8 的字节", "确认它是文本文件，另存为 UTF-8"),
        "en": ("expected UTF-8, and found other bytes in line {line}", "make sure that it is a text, and save it as UTF-8"),
    },
    "syntax-too-many-bytes": {
        "zh": ("文件有 {size} 字节，最多可以有 {limit} 字节", "分成几个文件"),
        "en": ("the file has {size} bytes, and {limit} are allowed", "divide it into several files"),
    },
    "syntax-too-long": {
        "zh": ("文件有 {size} 个字符，最多可以有 {limit} 个", "分成几个文件"),
        "en": ("the file has {size} characters, and {limit} are allowed", "divide it into several files"),
    },
    "syntax-too-many-lines": {
        "zh": ("文件有 {size} 行，最多可以有 {limit} 行", "分成几个文件"),
        "en": ("the file has {size} lines, and {limit} are allowed", "divide it into several files"),
    },
    "syntax-too-many-tokens": {
        "zh": ("文件的词和符号超过 {limit} 个，自此以下没有读", "分成几个文件"),
        "en": ("the file has more than {limit} words and signs; it was not read beyond this", "divide it into several files"),
    },
    "syntax-too-many-declarations": {
        "zh": ("文件的声明超过 {limit} 个，自此以下没有读", "分成几个文件"),
        "en": ("the file has more than {limit} declarations; it was not read beyond this", "divide it into several files"),
    },
    # --- characters -----------------------------------------------------------------------------------------------------
    "syntax-nul": {
        "zh": ("文本里有空字节 `{character}`", "删去它；如果到处都是，文件可能不是文本"),
        "en": ("found a NUL byte `{character}` in the text", "delete it; where there are many, the file may not be text"),
    },
    "syntax-hidden-character": {
        "zh": ("这里有看不见的字符 `{character}`，会使看到的和实际写下的不一样", "删去它"),
        "en": ("found the hidden character `{character}`, with which a text reads other than it is", "delete it"),
    },
    "syntax-foreign-letter": {
        "zh": ("名称只能用汉字、英文字母、Ⅰ至Ⅻ、数字和 `_`，`{found}` 里有别的字符", "改写为 `{fix}`"),
        "en": ("a name is made of Han characters, ASCII letters, Ⅰ to Ⅻ, digits and `_`, not as `{found}`", "write `{fix}`"),
    },
    "syntax-fullwidth-digit": {
        "zh": ("数字应当用半角，`{found}` 用了全角", "改写为 `{fix}`"),
        "en": ("expected ASCII digits, and found full-width ones in `{found}`", "write `{fix}`"),
    },
    "syntax-character": {
        "zh": ("`{found}` 不能写在这里", "删去它，或者改写为 `{meant}`"),
        "en": ("`{found}` means nothing here", "delete it, or write `{meant}`"),
    },
    "syntax-character-unknown": {
        "zh": ("`{found}` 不能写在这里", "删去它；如果是名称里的，把名称用「」括起来"),
        "en": ("`{found}` means nothing here", "delete it; in a name, put the name between `「` and `」`"),
    },
    "syntax-names-alike": {
        "zh": ("`{name}` 和 `{other}` 字形相近，但不是同一个名称", "如果是同一个，改成一样的字"),
        "en": ("`{name}` looks like `{other}`, and is another name", "if they are the same, write them alike"),
    },
    # --- literals -------------------------------------------------------------------------------------------------------
    "syntax-string-unclosed": {
        "zh": ("引号没有配对，到行末也没有 `{mark}`", "补上 `{mark}`；引号里的文字不能跨行"),
        "en": ("expected a closing `{mark}` before the end of the line", "add `{mark}`; a text ends in its line"),
    },
    "syntax-name-empty": {
        "zh": ("「」里应当有名称", "写上名称"),
        "en": ("expected a name between `「` and `」`", "write the name"),
    },
    "syntax-name-begins-with-digit": {
        "zh": ("名称不能以数字开头", "用「」括起来：`「{found}」`"),
        "en": ("a name does not begin with a digit", "quote it: `「{found}」`"),
    },
    "syntax-number-too-long": {
        "zh": ("数字最多可以有 {limit} 位", "换用较大的单位，例如 `亿元`"),
        "en": ("a number has at most {limit} digits", "use a larger unit"),
    },
    "syntax-number-separators": {
        "zh": ("数字里不用千位分隔符：`{found}`", "写 `{fix}`；如果是两个数，逗号后面空一格"),
        "en": ("a number has no separators: `{found}`", "write `{fix}`, or a space after the comma between two numbers"),
    },
    "syntax-number-exponent": {
        "zh": ("数字不能用科学记数法", "把数字写全，或者换用较大的单位"),
        "en": ("a number has no exponent", "write it in full"),
    },
    "syntax-number-whole": {
        "zh": ("应当是整数，写的是 `{found}`", "改为整数"),
        "en": ("expected a whole number, and found `{found}`", "write a whole number"),
    },
    "syntax-unit-apart": {
        "zh": ("数和单位应当写成 `{fix}` 的样子，写的是 `{found}`", "改写为 `{fix}`"),
        "en": ("expected a number with its unit such as `{fix}`, and found `{found}`", "write `{fix}`"),
    },
    "syntax-unit-short": {
        "zh": ("`{found}` 的单位没有写完", "金额写 `{fix}`；不是金额的，把数写全：`{full}`"),
        "en": ("the unit of `{found}` is not whole", "write money as `{fix}`, and other numbers in full: `{full}`"),
    },
    "syntax-number-counted": {
        "zh": ("数后面不写量词，写的是 `{found}`", "改写为 `{fix}`"),
        "en": ("a number has no measure word, and found `{found}`", "write `{fix}`"),
    },
    "syntax-period-fraction": {
        "zh": ("年、月、日应当是整数，写的是 `{found}`", "换用较小的单位，例如 `18个月`"),
        "en": ("expected whole years, months or days, and found `{found}`", "use a smaller unit, such as `18 months`"),
    },
    "syntax-date-impossible": {
        "zh": ("没有 `{found}` 这一天", "检查年、月、日"),
        "en": ("there is no such day as `{found}`", "check the month and the day"),
    },
    "syntax-date-form": {
        "zh": ("日期应当写成 `2022-07-26` 或 `2022年7月26日` 的样子，写的是 `{found}`", "改写为 `{fix}`"),
        "en": ("expected a date such as `2022-07-26`, and found `{found}`", "write `{fix}`"),
    },
    # --- lines and blocks -----------------------------------------------------------------------------------------------
    "syntax-indent-mixed": {
        "zh": ("缩进混用了空格和制表符", "全文只用空格，每级四个"),
        "en": ("the indentation mixes tabs and spaces", "use spaces only, four for each level"),
    },
    "syntax-indent-character": {
        "zh": ("缩进用了半角空格以外的空白", "改用半角空格，每级四个"),
        "en": ("the indentation has blanks that are no plain spaces", "use plain spaces, four for each level"),
    },
    "syntax-indent-odd": {
        "zh": ("缩进 {found} 个空格，不是四的倍数", "每级缩进四个空格"),
        "en": ("the indentation is {found:space|spaces}, which is no multiple of four", "indent by four spaces for each level"),
    },
    "syntax-indent-between": {
        "zh": ("缩进 {found} 个空格，和上面任何一级都不对齐", "是不是要缩进 {nearest} 个空格"),
        "en": ("the indentation is {found:space|spaces}, which meets no level above", "did you mean {nearest} spaces?"),
    },
    "syntax-indent-unexpected": {
        "zh": ("这一行不应当比上一行缩进得多", "和上一行对齐；如果是上一行的内容，上一行应当以冒号 `:` 结尾"),
        "en": ("the line is indented more than the line above, which opens no block", "align both lines"),
    },
    "syntax-indent-missing": {
        "zh": ("上一行的内容应当缩进", "这一行和同级的各行多缩进四个空格"),
        "en": ("expected an indented line under the heading above", "indent this line and its fellows by four spaces"),
    },
    "syntax-too-deep": {
        "zh": ("嵌套超过 {limit} 层", "把里面的部分写成 `定义`，用名称引用"),
        "en": ("nested deeper than {limit} levels", "give the inner part a name with `define`"),
    },
    "syntax-bracket-unclosed": {
        "zh": ("括号 `{found}` 没有配对，到行末也没有 `{mark}`", "补上 `{mark}`"),
        "en": ("the bracket `{found}` is not closed before the end of the line", "add `{mark}`"),
    },
    "syntax-bracket-unopened": {
        "zh": ("括号 `{found}` 没有配对", "删去它，或者在前面补上另一半"),
        "en": ("the bracket `{found}` closes nothing", "delete it, or open a bracket before it"),
    },
    # --- words and signs ------------------------------------------------------------------------------------------------
    "syntax-missing": {
        "zh": ("{before} 后面应当有{expected}", "补上{expected}"),
        "en": ("expected {expected} after {before}", "add {expected}"),
    },
    "syntax-surplus": {
        "zh": ("此处应当是{expected}，写的是{found}", "如果是多写的，删去{found}"),
        "en": ("expected {expected}, and found {found}", "if {found} is not meant, delete it"),
    },
    "syntax-unexpected": {
        "zh": ("此处应当是{expected}，写的是{found}", "补上缺少的部分，或者删去多余的部分"),
        "en": ("expected {expected}, and found {found}", "add what is missing, or delete what is too much"),
    },
    "syntax-line-end-missing": {
        "zh": ("{found} 应当另起一行", "在它前面换行，一行只写一项"),
        "en": ("expected a new line before {found}", "write each of the two in a line of its own"),
    },
    "syntax-branch-missing": {
        "zh": ("`如果` 后面缺少{missing}，此处写的是{found}", "写全：`如果 条件 则 一个值 否则 另一个值`"),
        "en": ("the `if` has no {missing}; found {found} here", "write `if condition then value else other value`"),
    },
    "syntax-misplaced": {
        "zh": ("{found} 不能写在这里", "它的位置是{home}"),
        "en": ("{found} cannot stand here", "its place is {home}"),
    },
    "syntax-keyword-misspelt": {
        "zh": ("{found} 不是这里可以用的词", "是不是要写 {keyword}"),
        "en": ("{found} is no word that can stand here", "did you mean {keyword}?"),
    },
    "syntax-keyword-as-name": {
        "zh": ("{found} 在这里有固定的含义，不能直接作名称", "作名称时用「」括起来"),
        "en": ("{found} has a meaning of its own here, and is no name", "as a name it stands between `「` and `」`"),
    },
    "syntax-quote-misplaced": {
        "zh": ("`|` 引文行不能写在这里", "写在 `条文:`、`引语:` 或 `不录` 之下，并多缩进四个空格"),
        "en": ("a `|` line cannot stand here", "put it under `quote:`, `lead:` or `omit`, indented by four spaces"),
    },
    "syntax-instead": {
        "zh": ("此处应当是{expected}，写的是{found}", "把{found}改为{expected}"),
        "en": ("expected {expected}, and found {found}", "write {expected} instead"),
    },
    "syntax-text-unquoted": {
        "zh": ("此处应当是引号括起的文字，写的是{found}", "把文字写在引号里"),
        "en": ("expected a quoted text, and found {found}", "put the text between quotation marks"),
    },
    "syntax-quote-mark-missing": {
        "zh": ("引文的每一行应当以 `|` 开头，写的是{found}", "在行首写 `|`，空一格后照录原文"),
        "en": ("expected a line that begins with `|`, and found {found}", "write `|` and a space before the text"),
    },
    "syntax-default-twice": {
        "zh": ("一处疑义只能采用一个选项，这里又写了一个", "只留一行"),
        "en": ("a reading takes one option, and here is another", "keep one of the lines"),
    },
    # --- other places ---------------------------------------------------------------------------------------------------
    "label-first-written": {"zh": ("`{name}` 先写在这里", None), "en": ("`{name}` is written here first", None)},
    "label-first-indent": {"zh": ("缩进先用的是这一种", None), "en": ("the indentation begins in this way", None)},
    # --- words ----------------------------------------------------------------------------------------------------------
    "word-colon": {"zh": ("冒号 `:`", None), "en": ("a colon `:`", None)},
    "word-comma": {"zh": ("逗号 `，`", None), "en": ("a comma `,`", None)},
    "word-pause": {"zh": ("顿号 `、`", None), "en": ("a comma `、`", None)},
    "word-open": {"zh": ("左括号 `(`", None), "en": ("an opening `(`", None)},
    "word-close": {"zh": ("右括号 `)`", None), "en": ("a closing `)`", None)},
    "word-open-square": {"zh": ("左方括号 `[`", None), "en": ("an opening `[`", None)},
    "word-close-square": {"zh": ("右方括号 `]`", None), "en": ("a closing `]`", None)},
    "word-equals": {"zh": ("等号 `=`", None), "en": ("an equals sign `=`", None)},
    "word-dot": {"zh": ("点 `.`", None), "en": ("a dot `.`", None)},
    "word-name": {"zh": ("名称", None), "en": ("a name", None)},
    "word-text": {"zh": ("引号括起的文字", None), "en": ("a quoted text", None)},
    "word-number": {"zh": ("数字", None), "en": ("a number", None)},
    "word-percent": {"zh": ("百分数", None), "en": ("a percentage", None)},
    "word-money": {"zh": ("金额", None), "en": ("an amount of money", None)},
    "word-duration": {"zh": ("期限(如 `3年`)", None), "en": ("a period such as `3 years`", None)},
    "word-period": {"zh": ("季度或者月份", None), "en": ("a quarter or a month", None)},
    "word-date": {"zh": ("日期", None), "en": ("a date", None)},
    "word-clause": {"zh": ("条款号(如 `@二(一)`)", None), "en": ("a clause such as `@二(一)`", None)},
    "word-quote-line": {"zh": ("`|` 引文行", None), "en": ("a `|` line", None)},
    "word-line-end": {"zh": ("行末", None), "en": ("the end of the line", None)},
    "word-indent": {"zh": ("缩进的内容", None), "en": ("indented lines", None)},
    "word-dedent": {"zh": ("本段结束", None), "en": ("the end of the block", None)},
    "word-end": {"zh": ("全文结束", None), "en": ("the end of the text", None)},
    "word-value": {"zh": ("一个值", None), "en": ("a value", None)},
    "word-condition": {"zh": ("一个值或条件", None), "en": ("a value or condition", None)},
    "word-operator": {"zh": ("运算符", None), "en": ("an operator", None)},
    "word-comparison": {"zh": ("比较词(如 `不低于`)", None), "en": ("a comparison such as `>=`", None)},
    "word-logic": {"zh": ("`且`、`或`", None), "en": ("`and`, `or`", None)},
    "word-quantifier": {"zh": ("`中有一项` 等词", None), "en": ("`has one` and the like", None)},
    "word-margin": {"zh": ("顶格", None), "en": ("the left margin", None)},
    "word-alike": {"zh": ("相近的词", None), "en": ("a similar word", None)},
    "word-others": {"zh": ("其他", None), "en": ("others", None)},
}  # fmt: skip
