// Command bulkfile repeats XML documents, each with a number of its own, until a file has so many megabytes, and writes the same
// documents once more under one root, without their declarations, for tools that read one document a file.
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"regexp"
)

var (
	number      = regexp.MustCompile(`<doc-number>[^<]*</doc-number>`)
	declaration = regexp.MustCompile(`(?s)^\s*<\?xml.*?\?>`)
	doctype     = regexp.MustCompile(`(?s)<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>`)
)

func main() {
	log.SetFlags(0)
	size := flag.Int("size", 1024, "megabytes")
	out := flag.String("o", "bulk.xml", "the bulk file")
	twin := flag.String("twin", "twin.xml", "the same under one root")
	flag.Parse()
	if err := write(*out, *twin, *size<<20, flag.Args()); err != nil {
		log.Fatal(err)
	}
}

func write(out, twin string, size int, files []string) error {
	var docs [][]byte
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		docs = append(docs, append(bytes.TrimSpace(data), '\n'))
	}
	a, err := os.Create(out)
	if err != nil {
		return err
	}
	b, err := os.Create(twin)
	if err != nil {
		return err
	}
	wa, wb := bufio.NewWriterSize(a, 1<<20), bufio.NewWriterSize(b, 1<<20)
	fmt.Fprintln(wb, "<bulk>")
	for n, total := 0, 0; total < size; n++ {
		doc := docs[n%len(docs)]
		at := number.FindIndex(doc)
		numbered := fmt.Appendf(bytes.Clone(doc[:at[0]]), "<doc-number>%08d</doc-number>", n+1)
		numbered = append(numbered, doc[at[1]:]...)
		total += len(numbered)
		_, _ = wa.Write(numbered) // Flush tells
		_, _ = wb.Write(doctype.ReplaceAll(declaration.ReplaceAll(numbered, nil), nil))
	}
	fmt.Fprintln(wb, "</bulk>")
	for _, w := range []*bufio.Writer{wa, wb} {
		if err := w.Flush(); err != nil {
			return err
		}
	}
	if err := a.Close(); err != nil {
		return err
	}
	return b.Close()
}
