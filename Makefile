# The two commands of the README need no make; these are for whoever changes the code.
.PHONY: test lint fuzz mutate dist bench build man scale performance

build:
	CGO_ENABLED=0 go build -trimpath -o claimchart ./cmd/claimchart

# Man pages and completion scripts, in dist/manual.
man:
	go run ./cmd/claimchart manual dist/manual

test:
	go test ./...

lint:
	golangci-lint run ./...

# Every fuzz target for a minute, one after the other.
fuzz:
	.ci/fuzz 60s

# The programs of a release for six systems, in archives with SHA256SUMS: make dist, or make dist VERSION=v1.2.0
dist:
	go run ./.ci/dist -o dist -version "$(VERSION)"

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
