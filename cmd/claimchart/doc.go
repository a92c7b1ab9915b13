/*
Claimchart compares patent claims with each other and with prior art.

Usage:

	claimchart parse FILE...      read the claims, and say how they depend and where each came from
	claimchart check FILE...      find faults of form, dependency, antecedent basis and wording
	claimchart chart FILE...      compare every limitation with prior art
	claimchart formats            list what is read and written
	claimchart version            print the version
	claimchart completion SHELL   print a completion script for bash, zsh, fish or powershell

Every command has --help with a worked example. A FILE is anything that "claimchart formats" lists: a text (pasted claims, or an
article that quotes them), Word, PDF, a web page, a mail, a patent office's XML or older forms, tables, JSON; what it is, its
content decides. "-" is standard input, a folder stands for the files in it, and so does an archive (gzip, ZIP, tar). A file may
hold many documents; with -f jsonl each is printed as soon as it is read.

Results go to standard output, or with -o to files whose endings pick the format (.txt, .md, .csv, .json, .jsonl, and for parse .dot,
.gv and .mmd); everything else goes to standard error. NO_COLOR is honoured. The same input and flags give the same bytes.

Exit status: 0 done, 1 findings where the command was asked to fail on them, 2 wrong usage or input that could not be read. A
bad file among several is reported, the others are still done, and the status is 2.

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

It shows where words were found. A limitation is "found together in one passage" when nearly all of its words, weighted by how
rare they are in claims, stand together in one quotation; "partly found" when some do; "not found in the text searched"
otherwise, with the passage that comes nearest. A practice's own description can add to a score, is marked where it does, and
is never quoted as evidence. The chart is no opinion on patentability, validity, infringement or freedom to operate.
*/
package main
