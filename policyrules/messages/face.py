"""The words of the command line and its tables, in Chinese and English.

A row is `name: (Chinese, English)`; words in braces are filled.
"""

from collections.abc import Mapping
from types import MappingProxyType

from policyrules.messages.filling import filled

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # checking
        "fine": ("{file}：没有问题", "{file}: nothing wrong"),
        "found": ("共 {errors} 处错误、{warnings} 处提醒", "{errors:error|errors}, {warnings:warning|warnings}"),
        # formatting
        "formatted": ("{file}：已整理", "{file}: formatted"),
        "canonical": ("{file}：无需整理", "{file}: nothing to format"),
        "not-canonical": ("{file}：需要整理", "{file}: to be formatted"),
        "line-ends": ("{file}：只有行末的换行不同", "{file}: only the ends of lines differ"),
        # signs
        "brackets": ("（{text}）", " ({text})"),
        "colon": ("：", ": "),
        "list": ("、", ", "),
        "semicolon": ("；", "; "),
        # advice
        "advised": (
            "{file}：{findings} 条建议，另有 {allowed} 处已说明理由",
            "{file}: {findings:finding|findings}, {allowed} allowed",
        ),
        "allowed": ("说明理由后保留的（{count} 处）", "allowed in place, with the reason ({count})"),
        # tables: tasks
        "policy": ("政策", "policy"),
        "number": ("文号", "number"),
        "unit": ("单位", "unit"),
        "member": ("县(市、区)", "county"),
        "clause": ("条款", "clause"),
        "measure": ("措施", "measure"),
        "kind": ("类别", "kind"),
        "duty": ("职责", "duty"),
        "entitlement": ("支持事项", "entitlement"),
        "task": ("事项", "task"),
        "verb": ("用语", "verb"),
        "bearer": ("承担者", "who acts"),
        "basis": ("单位依据", "basis of the unit"),
        "named": ("文件载明", "named by the document"),
        "inferred": ("推定：{why}", "inferred: {why}"),
        "unstated": ("文件未载明责任单位", "no unit stated by the document"),
        "begins": ("起", "from"),
        "due": ("止", "to"),
        "times": ("次数", "times"),
        "cut-short": ("不足一期", "cut short"),
        "consequence": ("后果", "consequence"),
        "quote": ("条文", "quote"),
        "note": ("备注", "note"),
        "renamed": ("{day} 起称 {name}", "named {name} from {day}"),
        "when": ("期限", "when"),
        "because": ("理由", "because"),
        "deadline": ("截至 {day}", "by {day}"),
        "each-period": ("每期 {times} 次，各期末日：{days}", "{times} in each period, which end on: {days}"),
        "each-period-endless": (
            "每期 {times} 次，各期末日：{days}，以后依此类推",
            "{times} in each period, which end on: {days}, and so on",
        ),
        "no-tasks": ("没有事项", "no tasks"),
        # tables: targets
        "target": ("目标", "target"),
        "figure": ("目标数", "figure"),
        "counted": ("已计入", "counted"),
        "open": ("未定", "open"),
        "total": ("名册企业数", "in the register"),
        "reached": ("是否达到", "reached"),
        "yes": ("已达到", "reached"),
        "no": ("未达到", "not reached"),
        "cannot-say": ("尚不能确定", "cannot be determined yet"),
        "by-day": ("截至", "by"),
        "register": ("{day}，名册共 {total} 家企业", "{day}, {total:enterprise|enterprises} in the register"),
        "no-targets": ("政策没有目标", "the policy has no targets"),
        # sources
        "encoded": ("对应", "encoded by"),
        "omitted": ("不录：{why}", "left out: {why}"),
        "uncovered": ("未对应", "not encoded"),
        "line": ("第 {line} 行", "line {line}"),
        "coverage": (
            "共 {all} 个分句，{uncovered} 个有未对应的文字",
            "{all:passage|passages}, {uncovered} of them with words that nothing encodes",
        ),
        "no-document": ("政策没有写明原文，无从对照", "the policy names no source text to compare with"),
        # codes
        "all-codes": ("全部代码", "All codes"),
        "index": (
            "检查政策、提出建议和读取事实时所报的全部代码，按阶段排列。题目说的是一个例子，点代码可看全文；"
            "`policyrules explain-code 代码` 显示同样的内容。",
            "Every code that is said when policies are checked, advice is given or facts are read, stage by stage. A title is "
            "that of an example, to which the code leads; `policyrules explain-code CODE` shows the same.",
        ),
        "stage-files": ("找到文件", "Finding the files"),
        "stage-syntax": ("读懂文字", "Reading the text"),
        "stage-checking": ("核对内容", "Checking what it says"),
        "stage-sources": ("对照原文", "Comparing with the document"),
        "stage-books": ("合在一起", "Putting policies together"),
        "stage-lowering": ("准备判定", "Preparing to decide"),
        "stage-facts": ("读取事实", "Reading the facts"),
        "stage-register": ("读取名册", "Reading a register"),
        "stage-lint": ("起草建议", "Advice to drafters"),
        "stage-suites": ("读取用例集", "Reading suites of cases"),
        "stage-general": ("各处都有", "Anywhere"),
        "shown-policy": ("政策", "Policy"),
        "shown-document": ("原文", "Document"),
        "shown-facts": ("事实", "Facts"),
        "shown-mapping": ("对应表", "Mapping"),
        "shown-register": ("名册", "Register"),
        "shown-suite": ("用例集", "Suite"),
        "shown-ids": ("要采用的编号", "Ids to be accepted"),
        "shown-bytes": ("文件的字节（十六进制）", "Bytes of the file (hexadecimal)"),
        "shown-path": ("所写的路径", "Path that was asked for"),
        "shown-link": ("链接", "Link"),
        "shown-readings": ("所选的疑义选项", "Readings that were chosen"),
        "said": ("所报的问题", "What is said"),
        "mended": ("改正", "How it is mended"),
        "other-pages": ("其他例子", "Other examples"),
        "more-on-codes": (
            "方括号里的代码是什么意思：policyrules explain-code 代码",
            "what a code in brackets means: policyrules explain-code CODE",
        ),
        "no-code": ("没有代码 `{code}`{near}", "there is no code `{code}`{near}"),
        "near-codes": ("；相近的有：{codes}", "; the nearest are: {codes}"),
        "see-codes": (
            "；不写代码，`policyrules explain-code` 列出全部代码",
            "; without a code, `policyrules explain-code` lists them all",
        ),
        # scenarios
        "scenario": ("试算", "scenario"),
        "expected": ("应为", "expected"),
        "came-out": ("实为", "came out"),
        "expected-and-found": ("应为 {expected}，实为 {found}", "expected {expected}, came out {found}"),
        "passed": ("通过", "passed"),
        "failed": ("不符", "failed"),
        "scenarios": ("{file}：{all} 个试算，{failed} 个不符", "{file}: {all:scenario|scenarios}, {failed} failed"),
        "no-scenarios": ("{file}：没有试算", "{file}: no scenarios"),
        "untitled": ("（无题）", "(untitled)"),
        "nothing": ("无", "none"),
        "entitled": ("可享受", "entitled"),
        "not_entitled": ("不可享受", "not entitled"),
        "undetermined": ("未定", "undetermined"),
        "missing": ("缺 {facts}", "missing {facts}"),
        "holds": ("持有", "held"),
        "holds_not": ("不持有", "not held"),
        "qualifies": ("达标", "qualifies"),
        "qualifies_not": ("不达标", "does not qualify"),
        "qualifies_unknown": ("是否达标未定", "qualifies or not is open"),
        "holds_unknown": ("是否持有未定", "held or not is open"),
        "reasons": ("理由：{reasons}", "reasons: {reasons}"),
        "amount": ("金额", "amount"),
        "rate_ceiling": ("利率上限", "rate ceiling"),
        "total_amount": ("合计", "total"),
        "of": ("{entitlement} 的 {what} {value}", "{what} of {entitlement} {value}"),
        "is": ("{name} {value}", "{name} {value}"),
        "unstated-value": ("未载明", "unstated"),
        # receipts
        "facts": ("事实", "facts"),
        "date": ("日期", "date"),
        "conclusion": ("结论", "conclusion"),
        "engine": ("软件", "software"),
        "receipt-holds": (
            "回执仍然成立，重新判定的结果完全相同",
            "the receipt holds: decided again, everything is the same",
        ),
        "receipt-differs": ("回执不再成立", "the receipt no longer holds"),
        "receipt-refused": (
            "现在的政策已不能就回执中的事实作出判定，原因另列",
            "the policy as it is now cannot decide about what is in the receipt, for the reasons that are listed",
        ),
        "as-then": ("与当时相同", "the same as then"),
        "not-as-then": ("与当时不同", "not the same as then"),
        "engine-same": ("{version}，与当时相同", "{version}, the same as then"),
        "engine-other": ("当时为 {then}，现为 {now}", "{then} then, {now} now"),
        "came-out-otherwise": ("结果有变的事项", "What comes out otherwise"),
        "facts-otherwise": ("有变的事实", "Facts that differ"),
        "parts-otherwise": ("回执中另有不同之处", "Other parts of the receipt that differ"),
        "answers-otherwise": ("有变的条件和数值", "Conditions and values that differ"),
        "thing": ("事项", "what"),
        "fact": ("事实", "fact"),
        "part": ("回执中的位置", "part of the receipt"),
        "question": ("政策文件中的位置", "where it is written"),
        "then": ("当时", "then"),
        "now": ("现在", "now"),
        "kind-tier": ("层次", "tier"),
        "kind-criteria": ("认定标准", "criteria of"),
        "kind-score": ("评分", "score"),
        "kind-determination": ("判定值", "determination"),
        "not-there": ("没有这一项", "there is none"),
        "not-asked": ("写法不同", "written otherwise"),
        "only-digest": ("只留存了摘要", "only a digest is kept"),
        "sealed-facts-differ": (
            "回执只留存了摘要，事实不同时只能比较结果，不能逐条比较",
            "the receipt keeps only digests: with other facts, what comes out can be compared, and nothing on the way to it",
        ),
        "open-otherwise": (
            "{text}（未定的原因或所缺的事实有变）",
            "{text} (open for other reasons, or other facts missing)",
        ),
        "records": ("{count} 项", "{count:record|records}"),
        "of-record": (" 第{number}项", " record {number}"),
        "rows-more": ("另有 {count} 行，见 `--format json`", "{count:more row is|more rows are} in `--format json`"),
        "questions-gone": ("当时问过、现在不再问的有 {count} 处", "{count:question was|questions were} asked then and not now"),
        "questions-between": (
            "计算过程中的其他不同有 {count} 处，见 `--format json`",
            "{count:more answer on the way differs|more answers on the way differ}; see `--format json`",
        ),
        "receipt-policy": (
            "回执所用的政策 `{name}` 不是随软件提供的，请用 `--policy` 写明政策文件",
            "the policy `{name}` of the receipt does not ship with the package; name its file with `--policy`",
        ),
        "receipt-book": (
            "回执出自多个政策的合并判定，请用 `--policy` 写明这些政策所在的文件夹",
            "the receipt is of several policies that were decided together; name their folder with `--policy`",
        ),
        "brief-alone": (
            "`--format brief` 不与 `--explain`、`--all-readings` 一起用；请去掉其中一项",
            "`--format brief` goes without `--explain` and `--all-readings`; leave one of them out",
        ),
        "no-receipt": ("`--facts-digest-only` 要与 `--receipt` 一起用", "`--facts-digest-only` goes with `--receipt`"),
        "receipts-facts": (
            "回执有 {receipts} 份，所给事实为 {facts} 家企业，数目应当一致",
            "found {receipts:receipt|receipts} and the facts of {facts:enterprise|enterprises}; as many are expected",
        ),
        "shown-receipt": ("回执", "Receipt"),
        "stage-receipts": ("核验回执", "Verifying receipts"),
        # registers of made-up enterprises
        "writing": ("正在写入", "writing"),
        "bad-share": ("`{text}` 不是比例，应写作 0.05 或 5%", "`{text}` is no share; write 0.05 or 5%"),
        "bad-memory": (
            "`{text}` 不是内存的大小，应写作 512MB 或 2GB",
            "`{text}` does not say how much memory; write 512MB or 2GB",
        ),
        "bad-count": (
            "`{text}` 不是户数，应写 1 至 1,000,000,000 的整数",
            "`{text}` does not say how many; write a whole number from 1 to 1,000,000,000",
        ),
        "sample-ending": (
            "不知道 `{path}` 要写成什么格式，文件名应以下列之一结尾：{endings}",
            "the name `{path}` does not say what to write; it should end in one of {endings}",
        ),
        "no-package": (
            "没有安装 {package}，请先运行 pip install 'policyrules[batch]'",
            "{package} is not installed; run pip install 'policyrules[batch]' first",
        ),
        "sampled": (
            "已写入 {path}：{rows} 家虚构企业，按 {day} 的界线分布",
            "wrote {path}: {rows:made-up enterprise|made-up enterprises} around the thresholds of {day}",
        ),
        "sampled-bad": (
            "其中 {bad} 家的事实有错，错在哪里见 {path}",
            "the facts of {bad} of them are bad; {path} says where",
        ),
        # views of a register
        "views-head": (
            "{day}，名册中已判定 {decided} 家企业，事实有错未判定 {rejected} 家",
            "{day}, {decided:enterprise|enterprises} decided, {rejected} not decided since their facts are bad",
        ),
        "views-repeated": (
            "{repeated} 个编号各有不止一行（共 {sharing} 行），按行计数，同一家企业会算多次",
            "ids that stand in several rows: {repeated}, in {sharing} rows; rows are counted, and so such an enterprise twice",
        ),
        "matter": ("事项", "what"),
        "called": ("符合条件的称为", "those who meet it"),
        "meets": ("符合", "meet it"),
        "meets-not": ("不符合", "do not"),
        "meets-criteria": ("达到标准", "meets the criteria"),
        "by-place": ("符合条件的企业数，按{place}", "enterprises that meet it, by {place}"),
        "place": ("县(市、区)", "county"),
        "place-unknown": ("县(市、区)未知", "county not known"),
        "enterprises": ("企业数", "enterprises"),
        "title": ("名称", "title"),
        "condition": ("差的条件", "condition missed"),
        "key": ("编号", "id"),
        "enterprise-name": ("企业名称", "name"),
        "distance": ("差距", "by how much"),
        "instead": ("或者", "or instead"),
        "unknown-conditions": ("未知的条件数", "conditions not known"),
        "at-limit": ("正好在界线上，界线本身不算", "exactly at the limit, which does not count itself"),
        "no-distance": ("不是数值条件", "not a matter of numbers"),
        "near-condition": ("只差“{condition}”一项：{count} 家", "only “{condition}” is missed, by {count}"),
        "near-conditions": (
            "只差“{condition}”一项（或者{others}）：{count} 家",
            "only “{condition}” is missed ({others} would be enough too), by {count}",
        ),
        "near-other": ("“{condition}”", "“{condition}”"),
        "near-shown": ("，列出最接近的 {count} 家", ", the nearest {count} of them"),
        "nobody-near": ("没有只差一项条件的企业", "no enterprise misses an award by one condition"),
        "all-read": ("每一行都读得通", "all rows could be read"),
        "row-number": ("行", "row"),
        "code": ("代码", "code"),
        "reason": ("原因", "reason"),
        "no-work": ("没有需要办理的事项", "there is nothing to be done"),
        "work-more": (
            "另有 {count} 行没有列出；要全部列出，用 -o 写入文件",
            "{count:more row is|more rows are} not shown; -o writes all to a file",
        ),
        "verb-of": ("用语：{verb}", "verb of the document: {verb}"),
        "bearer-of": ("承担者：{bearer}", "who acts: {bearer}"),
        "other-day": ("`{path}` 里的名册是按 {day} 判定的", "the register in `{path}` was decided on {day}"),
        "other-policy": (
            "`{path}` 里的名册不是按现在的政策 `{name}` 判定的，请重新运行 policyrules match",
            "the register in `{path}` was not decided by the policy `{name}` as it is now; run policyrules match again",
        ),
        "no-column": (
            "名册里没有 `{name}` 这一列，可以用的有：{near}",
            "the register has no column `{name}`; there are {near}",
        ),
        "no-font": (
            "这台电脑上没有含汉字的字体，画出来只有空框，所以没有画图；请安装一种，如 Noto Sans CJK SC",
            "no font on this computer has Chinese characters, and a picture would show empty boxes: none was drawn. "
            "Install one, such as Noto Sans CJK SC",
        ),
        "no-spark": (
            "没有安装 {package}，不能用 Spark 计算；请先安装 Java（17 或更高版本），再运行 pip install 'policyrules[spark]'",
            "{package} is not installed, which Spark needs; install Java (17 or newer), then run "
            "pip install 'policyrules[spark]'",
        ),
        "no-session": (
            "Spark 在这台电脑上没有启动，它自己的说法在上面；请核对 JAVA_HOME 指向 Java 17 或更高版本",
            "Spark did not start on this machine, and says why above; see that JAVA_HOME names a Java of 17 or newer",
        ),
        "no-charts": (
            "没有安装 {package}，不能画图；请运行 pip install 'policyrules[charts]'",
            "{package} is not installed, which a picture needs; run pip install 'policyrules[charts]'",
        ),
        "left-out": ("以下事项不能成批计算，没有列入：{names}", "not answered in batches, and left out here: {names}"),
        # registers
        "matching": ("判定", "deciding"),
        "progress": ("{label}：{done} / {of}，大约还要 {left}", "{label}: {done} of {of}, about {left} to go"),
        "rate": ("每秒 {rows} 行", "{rows:row|rows} a second"),
        "match-done": (
            "名册共 {rows} 行：已判定 {decided} 行，读不通 {rejected} 行；其中逐户判定或者核对 {alone} 行。结果在 {folder}",
            "{rows:row|rows}: {decided} decided, {rejected} rejected; {alone} looked at one by one. See {folder}",
        ),
        "match-lacking": (
            "名册里没有的事实（{count} 项），对每家企业都按未知：{names}",
            "facts that stand nowhere in the register ({count}), unknown of every enterprise: {names}",
        ),
        "match-unnumbered": (
            "{count} 行没有编号，以行号代替；如果是合计行或者备注，请从名册中删去",
            "rows without an id: {count}, for which the number of the row stands; totals and remarks should be taken out",
        ),
        "match-repeated": (
            "{repeated} 个编号各有不止一行，共 {sharing} 行，逐行判定，汇总也按行计数；多余的行请从名册中删去：{ids}",
            "ids that stand in several rows: {repeated}, in {sharing} rows. Each was decided and is counted; "
            "those that are too many should be taken out: {ids}",
        ),
        "row-of-several": (
            "编号 {id} 有 {count} 行：第 {rows} 行；下面是第 {first} 行，要看其他行，在 --row 后写行号",
            "{count} rows have the id {id}: {rows}. This is row {first}; give --row the number of another to see that one",
        ),
        "match-rejected": (
            "哪些行读不通，为什么：`policyrules rejected {folder}`",
            "which rows were rejected, and why: `policyrules rejected {folder}`",
        ),
        "match-interrupted": (
            "已中断；做完的部分都在 {folder}，加上 --resume 接着做",
            "interrupted; what was finished is in {folder}: go on with it by --resume",
        ),
        "explain-arguments": (
            "应写 `policyrules explain 政策 事实 支持事项 --on 日期`，或者 `policyrules explain 政策 结果文件夹 --row 编号`",
            "write `policyrules explain POLICY FACTS ENTITLEMENT --on DATE`, or `policyrules explain POLICY FOLDER --row ID`",
        ),
        "match-arguments": (
            "应写 `policyrules match 政策… 名册 -o 文件夹 --on 日期`",
            "write `policyrules match POLICY… REGISTER -o FOLDER --on DATE`",
        ),
        # the command line itself
        "enterprise": ("第 {number} 家企业{name}", "enterprise {number}{name}"),
        "no-backend": ("没有后端 `{name}`，现有 {names}", "there is no backend `{name}`; there are {names}"),
        "near": ("；您要写的是否是 `{near}`？", "; did you mean `{near}`?"),
        "one-stdin": ("`-` 只能用一次", "`-` can be used once only"),
        "bad-day": (
            "`{text}` 不是日期，应写作 2023-03-01 或 2023年3月1日",
            "`{text}` is not a date; write 2023-03-01 or 2023年3月1日",
        ),
        "bad-reading": ("`{text}` 应写作 疑义=选项", "write `{text}` as NAME=OPTION"),
        "reading-twice": (
            "疑义 `{name}` 既取 `{first}`，又取 `{second}`；只能取一种读法",
            "the reading `{name}` is given `{first}` and `{second}`; take one of them",
        ),
        "bad-percent": ("`{text}` 不是 0 至 100 的百分数", "`{text}` is not a percentage from 0 to 100"),
        "no-entitlement": ("政策没有支持事项 `{name}`{near}", "the policy has no entitlement `{name}`{near}"),
        "no-unit": ("任务表里没有单位 `{name}`{near}", "the task table has no unit `{name}`{near}"),
        "no-unit-at-work": ("办理清单里没有单位 `{name}`{near}", "the worklist has no unit `{name}`{near}"),
        "exists": ("`{path}` 已经存在，没有改动", "`{path}` exists already and was left alone"),
        "written": ("已写入 {path}", "wrote {path}"),
        "taken": (
            "`{path}` 已经存在，没有改动；要覆盖，加上 `--force`，或者另写一个文件名",
            "`{path}` exists already and was left alone; write over it by `--force`, or name another file",
        ),
        "taken-read": (
            "`{path}` 就是要读取的文件，没有改动；请另写一个文件名",
            "`{path}` is what is read here and was left alone; name another file",
        ),
        "output-lost": (
            "错误：没有全部输出：{why}；已输出的不完整，请换一个地方再运行一次",
            "error: not all could be printed: {why}; what was printed is not whole, run it again to another place",
        ),
        "why-full": ("磁盘已满", "the disk is full"),
        "why-not-allowed": ("没有写入的权限", "you may not write there"),
        "why-read-only": ("所在的磁盘是只读的", "the disk is read-only"),
        "why-folder": ("那是一个文件夹", "it is a folder"),
        "why-no-folder": ("所在之处不是文件夹", "what it should stand in is no folder"),
        "why-long": ("文件名太长", "the name is too long"),
        "why-no-file": ("那不是可以写入的文件", "it is no file that can be written"),
        "not-written": ("无法写入 `{path}`：{why}", "cannot write `{path}`: {why}"),
        "not-read": ("无法读取 `{path}`：{why}", "cannot read `{path}`: {why}"),
        "no-path": ("没有 `{path}` 这个文件或文件夹", "there is no file and no folder `{path}`"),
        "no-policies": ("文件夹 `{path}` 里没有 .pol 文件", "there is no .pol file in the folder `{path}`"),
        "stdin-alone": ("`-` 不能与其他路径一起用", "`-` cannot stand beside other paths"),
        "one-policy": ("一次只能试一份政策，`{path}` 是文件夹", "one policy at a time: `{path}` is a folder"),
        "scenarios-fail": (
            "`{file}` 有 {failed} 个试算不符，先用 policyrules test 改好，再试改动",
            "of `{file}`, {failed:scenario fails|scenarios fail}: mend that first, with policyrules test",
        ),
        "suite-differs": (
            "`{file}` 有 {changed} 例与复核时不同，先用 policyrules test 查看，改好政策或者重新采用，再试改动",
            "of `{file}`, {changed:case comes|cases come} out otherwise than when reviewed: look with policyrules test, "
            "and mend the policy or accept them anew",
        ),
        "bad-lines": ("`{text}` 应写作 120 或 120-180", "write `{text}` as 120 or 120-180"),
        "drawing": ("正在抽取企业", "drawing enterprises"),
        "aiming": ("正在补足", "aiming"),
        "shrinking": ("正在缩减用例", "shrinking cases"),
        "suite-nowhere": (
            "政策从标准输入读入，没有所在文件夹；用 `-o` 写明用例集的文件",
            "a policy from standard input has no folder; name the file of the suite with `-o`",
        ),
        "suite-accept-missing": (
            "编号、`--all`、`--by` 和 `--on` 要与 `--accept` 一起写",
            "ids, `--all`, `--by` and `--on` go with `--accept`",
        ),
        "suite-which": (
            "采用哪些用例要写明：写编号，或者写 `--all`，不能两样都写",
            "say which cases are accepted: their ids, or `--all`, but not both",
        ),
        "suite-who": (
            "采用用例要写明复核人 `--by` 和日期 `--on`",
            "say who has reviewed the cases with `--by`, and on which day with `--on`",
        ),
        "suite-no-case": ("`{path}` 里没有编号 `{id}`", "there is no case `{id}` in `{path}`"),
        "deciding": ("正在判定", "deciding"),
        "error": ("错误：{text}", "error: {text}"),
        "use": (
            "用法：{command} {pieces}\n详细的说明：{command} --help",
            "usage: {command} {pieces}\nmore about it: {command} --help",
        ),
        "use-no-option": ("没有 `{word}` 这个选项{near}", "there is no option `{word}`{near}"),
        "use-no-command": ("没有 `{word}` 这个命令{near}", "there is no command `{word}`{near}"),
        "use-no-command-given": ("没有写要运行哪个命令", "no command was named"),
        "use-missing": ("缺少 {name}", "{name} is missing"),
        "use-too-many": ("多写了 `{word}`", "`{word}` is more than was expected"),
        "use-no-value": ("选项 `{word}` 后面应写一个值", "the option `{word}` needs a value after it"),
        "use-value": ("选项 `{word}` 不带值", "the option `{word}` takes no value"),
        "use-bad-value": ("{name} 写得不对：{what}", "{name}: {what}"),
        "use-no-choice": ("应为下列之一：{choices}，写的是 `{word}`", "one of {choices} was expected, not `{word}`"),
        "use-range": (
            "应为 {least} 至 {most} 的整数，写的是 `{word}`",
            "a whole number from {least} to {most} was expected, not `{word}`",
        ),
        "use-no-less": (
            "应为不小于 {least} 的整数，写的是 `{word}`",
            "a whole number no less than {least} was expected, not `{word}`",
        ),
        "use-not-whole": ("应为整数，写的是 `{word}`", "a whole number was expected, not `{word}`"),
        "use-not-there": ("没有 `{word}` 这个文件或文件夹", "there is no file and no folder `{word}`"),
        "use-file": ("应为文件夹，`{word}` 是文件", "a folder was expected: `{word}` is a file"),
        "use-folder": ("应为文件，`{word}` 是文件夹", "a file was expected: `{word}` is a folder"),
        "use-not-allowed": ("没有读写 `{word}` 的权限", "you may not read or write `{word}`"),
        "unexpected": (
            "程序出现意外错误（{error}），不是您的文件写错了；请连同所用的命令和文件报告。"
            "设置环境变量 POLICYRULES_TRACEBACK=1 再运行一次，可得到详细信息",
            "something unexpected went wrong ({error}), and it is not your mistake; please report it with the command and "
            "the files. Running again with the environment variable POLICYRULES_TRACEBACK=1 shows the details",
        ),
    }
)

_PLACE = {"zh": 0, "en": 1}


def phrase(name: str, language: str, /, **words: object) -> str:
    """Return a phrase in a language, filled."""
    return filled(_WORDS[name][_PLACE[language]], words)
