# The two commands of the README need no make; these are for whoever changes the code.
.PHONY: test lint fuzz mutate bench build scale performance

build:
	CGO_ENABLED=0 go build -trimpath -o claimchart ./cmd/claimchart

test:
	go test ./...

lint:
	golangci-lint run ./...

# Every fuzz target for a minute.
fuzz:
	go test ./claims -run xxx -fuzz FuzzParse -fuzztime 60s -fuzzminimizetime 5x
	go test ./claims -run xxx -fuzz FuzzDiff -fuzztime 60s -fuzzminimizetime 1x
	go test ./claims -run xxx -fuzz FuzzLexicons -fuzztime 60s -fuzzminimizetime 1x
	go test ./claims/source -run xxx -fuzz FuzzRead -fuzztime 60s -fuzzminimizetime 1x
	go test ./priorart -run xxx -fuzz FuzzArticle -fuzztime 60s -fuzzminimizetime 5x
	go test ./priorart/library -run xxx -fuzz FuzzReference -fuzztime 60s -fuzzminimizetime 5x
	go test ./priorart/practice -run xxx -fuzz FuzzLoad -fuzztime 60s -fuzzminimizetime 1x

# Breaks the rules of the tool one by one, and fails where no test notices: some 20 minutes on two cores that others use as well.
mutate:
	go run ./.ci/mutate

bench:
	go test ./... -run xxx -bench . -benchmem

# How well the score tells disclosure from likeness, on ../shared/data: some minutes.
scale:
	go test ./priorart -run TestScaleOfPublished -published all -halves -v -timeout 60m
	go test ./priorart -run TestScaleOfPublished -published all -halves -semicolons -v -timeout 60m
	go test ./priorart -run TestJudgements -judgements all -v | grep -A 40 "cases:"

# docs/performance.md and its plot: the index against bleve's own search and SQLite, and how cost grows to a million passages. Takes
# a quarter of an hour on a quiet machine with two cores, 3 GB of memory and 2 GB of disk.
performance:
	cd priorart/index/rivals && go run .
