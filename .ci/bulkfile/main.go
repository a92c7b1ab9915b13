// Command bulkfile repeats documents of the office, each with a number of its own, until a file has so many megabytes. With -twin it
// writes the same documents, which then are XML, once more under one root, without their declarations, for tools that read one
// document a file.
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"regexp"
)

var (
	// number is where XML and SGML have the document's number, at first; field is where Greenbook and BRS text have it, a line of
	// which the first begins a document.
	number      = regexp.MustCompile(`(<doc-number>|<B110>\s*<DNUM>\s*<PDAT>)[^<]*`)
	field       = regexp.MustCompile(`(?m)^(WKU +|DWKU +|DID US )[0-9]+`)
	declaration = regexp.MustCompile(`(?s)^\s*<\?xml.*?\?>`)
	doctype     = regexp.MustCompile(`(?s)<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>`)
)

func main() {
	log.SetFlags(0)
	size := flag.Int("size", 1024, "megabytes")
	out := flag.String("o", "bulk.xml", "the bulk file")
	twin := flag.String("twin", "", "the same under one root")
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
	wa := bufio.NewWriterSize(a, 1<<20)
	var b *os.File
	wb := bufio.NewWriter(io.Discard)
	if twin != "" {
		if b, err = os.Create(twin); err != nil {
			return err
		}
		wb = bufio.NewWriterSize(b, 1<<20)
	}
	fmt.Fprintln(wb, "<bulk>")
	last := 0 // the number given last
	for n, total := 0, 0; total < size; n++ {
		numbered := renumber(docs[n%len(docs)], &last)
		total += len(numbered)
		_, _ = wa.Write(numbered) // Flush tells
		if b != nil {
			_, _ = wb.Write(doctype.ReplaceAll(declaration.ReplaceAll(numbered, nil), nil))
		}
	}
	fmt.Fprintln(wb, "</bulk>")
	for _, w := range []*bufio.Writer{wa, wb} {
		if err := w.Flush(); err != nil {
			return err
		}
	}
	if b != nil {
		if err := b.Close(); err != nil {
			return err
		}
	}
	return a.Close()
}

// renumber gives each document in data the number that follows the last one given.
func renumber(data []byte, last *int) []byte {
	if at := number.FindSubmatchIndex(data); at != nil {
		*last++
		return append(fmt.Appendf(bytes.Clone(data[:at[3]]), "%08d", *last), data[at[1]:]...)
	}
	return field.ReplaceAllFunc(data, func(line []byte) []byte {
		if line[0] == 'W' {
			*last++
		}
		return fmt.Appendf(bytes.Clone(bytes.TrimRight(line, "0123456789")), "%08d", *last)
	})
}
