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
		text, err := readThesaurus(name)
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

func readThesaurus(name string) ([]byte, error) {
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such file: check the name and the folder", name)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", name, source.WithoutPath(err))
	}
	defer func() { _ = file.Close() }()
	text, err := io.ReadAll(io.LimitReader(file, mostThesaurus+1))
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", name, source.WithoutPath(err))
	}
	if len(text) > mostThesaurus {
		return nil, fmt.Errorf("%s: larger than %d MB: give only the lines that your subject needs", name, mostThesaurus>>20)
	}
	return text, nil
}
