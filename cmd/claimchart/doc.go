/*
Claimchart compares patent claims with each other and with prior art.

Usage:

	claimchart parse FILE...      read the claims, and say how they depend and where each came from
	claimchart check FILE...      find faults of form, dependency, antecedent basis and wording
	claimchart diff FILE [NEWER]  compare claims with each other: within a set, between versions, before and after an amendment
	claimchart chart FILE...      compare every limitation with prior art
	claimchart compare OLD NEW    compare two charts (JSON) cell by cell: what changed, and because of what
	claimchart regress [DIR...]   run a corpus of cases, and say what is better or worse than it was
	claimchart rank FILE...       order references, or passages, by how near they come to each claim
	claimchart search TEXT        find the passages of a library that say what a text says
	claimchart library build DIR  make a folder of references open at once, and keep their labels
	claimchart library list REFS  list references: label, ID, title, kind, date, passages
	claimchart library show REF   print a reference, or the passages at one place of it
	claimchart library check DIR  find what is wrong with a folder of references
	claimchart formats            list what is read and written
	claimchart version            print the version
	claimchart completion SHELL   print a completion script for bash, zsh, fish or powershell

Every command has --help with a worked example. A FILE is anything that "claimchart formats" lists: a text (pasted claims, or an
article that quotes them), Word, PDF, a web page, a mail, a patent office's XML or older forms, tables, JSON; what it is, its
content decides. "-" is standard input, a folder stands for the files in it, and so does an archive (gzip, ZIP, tar). A file may
hold many documents; with -f jsonl each is printed as soon as it is read.

Results go to standard output, or with -o to files whose endings pick the format (.txt, .md, .html, .docx, .xlsx, .csv, .json, .jsonl, for
parse .dot, .gv and .mmd; chart --format citations and diff --format amendment have no ending of their own); everything else goes to standard error.
NO_COLOR is honoured. The same input and flags give the same bytes; --stamp alone adds when a report was made (UTC).

Every report says what was read (with the beginning of each file's SHA-256), the flags given, the tool's version, and that it is no
opinion. csv and jsonl hold values only, so that any program reads them: keep the json or a page beside them; dot and mermaid are graphs, and
an amendment is a paper that is filed. csv is RFC 4180 in UTF-8; a field that begins with = + - @, a tab or a line end has an apostrophe
in front, which --raw leaves out, and --bom puts the mark in front by which Excel knows UTF-8.

A Word file (.docx) is for handing over: a chart is set out in two columns, claim language and quotations, for each reference; --template
FIRM.docx gives it a firm's styles. A workbook (.xlsx) is for review: its columns Reviewed, Status and Note are yours to fill.

Exit status: 0 done, 1 findings where the command was asked to fail on them, 2 wrong usage or input that could not be read. A
bad file among several is reported, the others are still done, and the status is 2.

# JSON

docs/schema.json is a JSON Schema (draft 2020-12) of all that -f json and -f jsonl print: a report, or a line each. Field names hold, fields
may be added. Beside its result a report has

	"run": {"tool": "claimchart 1.0", "notice": "...", "flags": ["--law ep"], "inputs": [{"name": "...", "format": "...", "bytes": 1, "sha256": "..."}], "stamp": "..."}

where chart, rank and diff have their inputs beside it instead, and stamp is there with --stamp only.

# Claims as JSON

One object, or one a line; the number may or may not stand in front of the text:

	{"name": "case-12", "number": "US7178059B2", "dates": {"priority": "2003-05-07"},
	 "claims": [{"num": 1, "text": "A method ... comprising: ..."}]}

# Claims, elements and terms

parse prints claims as a tree of dependency. Elements are labelled 1[pre], 1[a], 1[b], sub-elements 1[a][i]; parse --inherit shows
each claim with those that it has from others:

	claimchart parse claims.txt --inherit

A multiple dependent claim is shown once for each direct parent; a parent that is itself multiple dependent is taken by its first
alternative, and that is said. At most 500 inherited elements are shown of a claim by one parent, 100,000 elements and 10,000
parents of a document; what is left out is counted. In JSON each claim has then

	"inherited": [{"via": 1, "elements": [{"label": "1[a]", ..., "inherited_from": 1}]}]

with "first" (claims on the way of which the first alternative was taken), "left_out" (elements) and "why" (why nothing can be
inherited) where they say something, and "inherited_left_out" (parents) beside it. With --terms each claim has "terms".

# Claims compared

	claimchart diff claims.txt --claims "1 vs 5 vs 6"
	claimchart diff filed.docx granted.xml

compares words, never letters; a clause that stands elsewhere is moved, with a number at both places. In JSON each comparison has "a" and "b"
(document, claim; null for a claim that was added or canceled), "similarity", "ops" (equal and delete joined give a's text, equal
and insert b's), "words_deleted", "words_added", "words_moved", "elements" (labels of both, "ops", "moved"), and between versions
"what" (unchanged, amended, now independent, now dependent, split, merged, canceled, new) and "summary". Beside the comparisons
stand "mode" (claims, groups, families, versions, marks, history), "pairings" (old and new numbers, what happened), "common" (what
several claims share), "history" (each claim through more than two versions), "amendment" (the listing of 37 CFR 1.121(c)), "notes".

A file that marks amendments is compared with itself as it was before: tracked changes of Word, <ins> and <del>, [[ ]] and {+ +} anywhere;
underlined and struck text in claims "(Currently amended)" only, and the notes say what was taken for an amendment. New claims
were not there before; the words of canceled claims are in no listing. An article only talks of amendments and has none.

--format amendment prints every claim ever presented with its status, in order; numbers are not given again (37 CFR 1.126). Deletions are
struck, or in [[ ]] where they are five characters or fewer; additions are underlined. Text has <s> and <u> for that.

# Charts compared

	claimchart compare old.json new.json

compares two charts that chart wrote as JSON. In JSON it has "tally" (cells the same, changed, new, gone, not shown, with their causes), "options",
"references", "claims" and "limitations" (what of these differs), "cells" (each that differs: "what", "before", "after", "why" in the scorer's words,
"causes", "ops" for the redline of its limitation, "also" for the claims that inherit it) and "verdicts". A cause concerns the cell alone (its
limitation, its reference) or may concern any (an option, the rest of the claim set, the version); of the latter all that are possible are named.

# A corpus of cases

	claimchart regress our-cases

runs what "regress --help" calls cases and holds the figures against our-cases/BASELINE. In JSON "corpora" has for each folder its "suites" (cases
passed, changed, known, failed, new), "figures" (name, about, data, right, of, value, was, change: better, worse, same or new), "cases" (state, faults
with file and line, cells that changed before and after with "why") and "gone". -f junit is for a build server. Exit status 1 is a regression: a
figure fell, a case failed, a report is not the one that was kept, or something of BASELINE is gone.

# References

chart --against takes files, folders and archives of: documents of any kind that "claimchart formats" lists, described practices
(YAML), and references as JSON, one object a line or a list, or the same as YAML:

	{"id": "D1", "title": "...", "kind": "patent|paper|product|web|practice", "date": "1999-03-02", "number": "", "country": "",
	 "public": {"as": "publication|public use|on sale|known", "who": "", "country": "", "from": "", "evidence": "asserted|documented", "source": ""},
	 "passages": [{"loc": "[0019]", "text": "..."}]}

"kind_code", "dates" and "label" may stand there too. Unknown fields are left out with a warning. Of a document, the ID is its
number, else the name of its file; what comes in a patent office's format, states a patent's number or has a list of claims is a
patent, a web page or a mail is web, any other document a paper; its date is the day on which it was published, else granted, as it
states. Passages are the abstract, each paragraph of the description with its printed number, and each claim ("claim 1"). Where no
number is printed, paragraphs of text files are placed by their lines, others by their count ("¶12", without headings in patents).

Of two references with one ID, the first keeps it; the second is left out if it has the same passages, else it is called ID~2, or by
its file's whole name if its file gave it the ID. What the documents do not say, library.yaml in their folder can:

  - file: smith-2004.pdf
    label: Smith
    title: A broader title
    kind: product
    date: 2004-05-11

An entry names a document by its file, by its ID, or by both, and sets any field but passages.

Labels are D1, D2, ... in the order of the files, unless a reference has a label of its own or an ID of that form. library build keeps
them in DIR/.claimchart/labels: a reference keeps its label when others are added, and when its file is renamed or changed; labels
of references that are gone are not given again. Beside it stands what opens the library without reading it, and, for more than 64
references, an index of their passages: chart then reads only the references that it compares. The chart is the same as without it. An
index that is unfinished or damaged is said to be on standard error; the chart takes longer, and the next build mends it. A file that has
changed since, by size or time, makes chart read the documents themselves, with a warning. DIR/.claimchart can be removed at
any time; only the labels in it cannot be made again.

# Pin cites

chart, rank --by passage and search write places in the form that --cite names:

	us    [0042]         col. 3, ll. 10-15     p. 4, ll. 3-8               claim 1
	ptab  EX1005 ¶42     EX1005, 3:10-15       EX1005, p. 4, ll. 3-8       EX1005, claim 1
	ep    D1: [0042]     D1: col. 3, ll. 10-15 D1: p. 4, ll. 3-8           D1: claim 1

Only what the source prints is cited: the lines of a text file and paragraphs that the tool counted ("¶12") have no pin cite in any form. Their
"cite" is empty in JSON, with the reason in "uncited"; elsewhere the place stands with "no pin cite", and the end of the report
counts them. A place that a reference in JSON or YAML gives in other words is taken as it stands. Exhibits are numbered by the labels:
D5 is EX1005, a label that is a number already ("label: EX1004" in library.yaml) is its own, and what is left gets the next numbers after
the highest, in the order of the references; the end of the report lists them.

# Described practices

A described practice is one YAML file; package priorart/practice documents its fields. Those that ship with the tool are found
in an article by the names that they list; chart --practices DIR adds those of a folder.

# Checks

The rules of check are documents: check --rules lists them, check --explain C401 prints one, docs/rules.md holds all. A file
.claimcheck.yaml beside the claims keeps findings out by rule and claim, each with a reason; an unknown rule or field in it is an
error.

# Dates

chart checks dates against --priority-date, for all claims or by claim, else against the priority or filing date that the claims'
document states. --law us takes the AIA where a claim of the set has an effective filing date on or after 2013-03-16, else the law before
it; --law aia, pre-aia and ep choose. --filing-date gives the US filing date with its benefit under 35 USC 119(e) or 120, from which the
bar of pre-AIA 102(b) is counted and which foreign priority does not move; with --law ep it is the filing date.

	claimchart chart claims.json --against practices --law pre-aia --priority-date 2003-05-07 --filing-date 2004-04-30

What the dates allow is not all of the law: inventorship, common ownership, pre-AIA 102(c), (d), (f), (g), Art. 55 and 139(2) EPC are
not looked at. A US patent that began as an international application counts under 102(e) by the filing date that it states.

In JSON each reference has "eligible", "date_check", "as" (the limb), "use" and "reason", each chart "law", "critical_date" and
"filing_date", each verdict "together" (the combinations, with what each reference adds), and the report "cited" (the categories, as "X 1; Y 2-5")
and "fewest" (the smallest set of references for a claim set).

# What a chart says

It shows where words were found. A limitation is "found together in one passage" when most of its words, weighted by how rare they
are in claims, stand together in one quotation (in two neighbouring passages, where the second takes up the first) and nothing
speaks against it: no denial, no number outside the claimed range, no exchanged roles, no missing main word; "partly found" when
some do, or something of this speaks against it; "not found in the text searched" otherwise, with the passage that comes nearest.
Other words count where the tool's thesaurus, WordNet, the reference's own definitions or a practice's field words have them for
the same thing, and each is named beside the quotation. What was matched for a thing in one limitation stands for it in those that take
it up ("as matched in 1[a]"), and nouns with one reference sign ("vessel 14", "the container 14") name one thing. A practice's own description can add to a score, is marked where it does, and
is never quoted as evidence. The chart is no opinion on patentability, validity, infringement or freedom to operate.

# How a score came about

	claimchart chart claims.txt --against ./prior-art --explain 1[b],D2

names a limitation and a reference, by label or ID, and may be given several times. In JSON the report has then

	"explained": [{"label": "1[b]", "reference": "...", "status": "partly", "score": 0.3, "reason": "",
	  "terms": [{"term": "valve", "rarity": 6.46, "rare": "valv", "claims": 41, "of": 26642, "lowered": [], "weight": 6.46, "matched": "valves", "cite": "[0019]",
	             "why": "same stem", "denied": false, "by": "quotation", "match": 1, "compound": 0.8, "value": 0.8, "share": 0.21, "quoted": 0.21}],
	  "quantities": {"weight": 6, "value": 0, "share": 0, "compared": [{"claimed": "4 to 8 mm", "found": "12 mm", "how": "outside"}]},
	  "sentences": 1, "length": 1, "against": [{"what": "...", "factor": 0.4, "most": "not found"}], "share": 0.3, "quoted": 0.7,
	  "subject": {"lift": 0.72, "even": 0.57, "weight": 0.026, "value": 0.004, ...}, "even": 0.66, "steepness": 7,
	  "asks_disclosed": 0.656, "asks_partly": 0.3, "turns": [{"to": "disclosed", "any_of": ["..."], "all_of": []}], "evidence": []}]

share is the sum of the terms' and the quantities' shares, times length, times the smallest factor of what speaks against it; score is
1 / (1 + e^(-steepness x (share - even + subject.value))); quoted, with what is denied or outside, decides the status. A turn supposes
the same quotation otherwise: other passages may show the limitation all the same.

# Your own thesaurus

chart --thesaurus FILE, which may be given several times, reads lines of three kinds:

	lid, cover                 the same thing: each stands for the others
	fastener > screw, bolt     a thing and its kinds: a kind shows the thing, not the other way round
	open, ajar <> closed       opposites: what one side says, the other denies

A comma with a space parts phrases, words are compared by their stems, "#" begins a comment. A line that cannot be read is an error with
file, line and reason. Such words count as a reference's own field words do, more than those of the tool's thesaurus and of
WordNet; each use is named: "your thesaurus FILE:12: lid = cover". The file stands among the report's inputs, with its checksum.
*/
package main
