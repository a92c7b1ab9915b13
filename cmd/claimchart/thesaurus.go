package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"claimchart/claims/source"
	"claimchart/priorart"
	"claimchart/report"
)

// mostThesaurus is how many bytes of a thesaurus are read: a hundred times the one that ships.
const mostThesaurus = 16 << 20

// thesauri reads the user's thesauri into the options of a chart, and returns the files as inputs.
func (f *chartFlags) thesauri(opt *priorart.Options) ([]report.Input, error) {
	var inputs []report.Input
	for _, name := range f.thesaurus {
		text, err := readWhole(name, mostThesaurus, "give only the lines that your subject needs")
		if err != nil {
			return nil, fmt.Errorf("--thesaurus: %w", err)
		}
		t, err := priorart.ReadThesaurus(name, string(text))
		if err != nil {
			return nil, fmt.Errorf("--thesaurus: %w", err)
		}
		opt.Own = append(opt.Own, t)
		sum := sha256.Sum256(text)
		inputs = append(inputs, report.Input{Name: name, Format: "thesaurus", Bytes: len(text), SHA256: hex.EncodeToString(sum[:])})
	}
	return inputs, nil
}

// readWhole reads a file of at most so many bytes; remedy says what to do about a larger one.
func readWhole(name string, most int64, remedy string) ([]byte, error) {
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such file: check the name and the folder", name)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", name, source.WithoutPath(err))
	}
	defer func() { _ = file.Close() }()
	text, err := io.ReadAll(io.LimitReader(file, most+1))
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", name, source.WithoutPath(err))
	}
	if int64(len(text)) > most {
		return nil, fmt.Errorf("%s: larger than %d MB: %s", name, most>>20, remedy)
	}
	return text, nil
}
