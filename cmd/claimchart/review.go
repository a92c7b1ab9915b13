package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"claimchart/priorart"
	"claimchart/report"
)

// mostReview is how many bytes of a file of decisions are read: a workbook of 60 claims and 30 references has about a megabyte.
const mostReview = 64 << 20

// decisions reads what a person decided on an earlier chart, and returns the file as an input.
func (f *chartFlags) decisions() ([]priorart.Review, []report.Input, error) {
	if f.review == "" {
		return nil, nil, nil
	}
	content, err := readWhole(f.review, mostReview, "give the workbook that chart wrote, or JSON lines of fewer decisions")
	if err != nil {
		return nil, nil, fmt.Errorf("--review: %w", err)
	}
	list, err := report.ReadReviews(f.review, content)
	if err != nil {
		return nil, nil, fmt.Errorf("--review: %w", err)
	}
	sum := sha256.Sum256(content)
	return list, []report.Input{{Name: f.review, Format: "review", Bytes: len(content), SHA256: hex.EncodeToString(sum[:])}}, nil
}
