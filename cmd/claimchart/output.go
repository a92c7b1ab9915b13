package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"claimchart/claims/source"
	"claimchart/priorart"
	"claimchart/report"
)

// output is where and how a command's result goes.
type output struct {
	command  string
	format   string
	files    []string
	width    int
	wide     bool
	raw      bool
	bom      bool
	elements bool
	stamp    bool
	cite     string         // the form of pin cites
	labels   []string       // of all references, by which exhibits are numbered
	inputs   []report.Input // what was read, where the report does not hold it itself
	template string
	looks    *report.Template // what the template gives; see check
	shard    shard
}

// flags adds the flags that every command with a report has.
func (o *output) flags(cmd *cobra.Command) {
	o.command = cmd.Name()
	names := ""
	for i, f := range report.FormatsFor(o.command) {
		if i > 0 {
			names += ", "
		}
		names += f.Name
	}
	cmd.Flags().StringVarP(&o.format, "format", "f", "", "print as `FORMAT`: "+names+" (default table)")
	cmd.Flags().StringArrayVarP(&o.files, "output", "o", nil, "write to `FILE` instead of standard output; its ending picks the format; may be given several times")
	cmd.Flags().IntVar(&o.width, "width", 0, "columns of tables (default: the terminal's, else 80)")
	cmd.Flags().BoolVar(&o.wide, "wide", false, "tables with all their columns, 200 or more wide, for a pager that scrolls sideways (less -S)")
	cmd.Flags().BoolVar(&o.stamp, "stamp", false, "say in the report when it was made (UTC); without it the same input gives the same bytes")
	cmd.Flags().BoolVar(&o.bom, "bom", false, "csv: begin with a byte order mark, by which Excel knows UTF-8")
	cmd.Flags().BoolVar(&o.raw, "raw", false, "csv: do not guard fields that a spreadsheet would run as formulas")
	cmd.Flags().StringVar(&o.template, "template", "", "docx: take styles, theme, paper and margins from the Word file `FIRM.docx`")
	_ = cmd.RegisterFlagCompletionFunc("format", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var list []string
		for _, f := range report.FormatsFor(o.command) {
			list = append(list, f.Name+"\t"+f.About)
		}
		return list, cobra.ShellCompDirectiveNoFileComp
	})
}

// citeFlag adds --cite.
func (o *output) citeFlag(cmd *cobra.Command) {
	forms := strings.Join(report.CiteForms(), ", ")
	cmd.Flags().StringVar(&o.cite, "cite", "", "write pin cites in the `FORM` "+forms+": \"[0042]\", \"EX1005 ¶42\", \"D1: [0042]\" (default: the places as the sources have them)")
	_ = cmd.RegisterFlagCompletionFunc("cite", cobra.FixedCompletions(report.CiteForms(), cobra.ShellCompDirectiveNoFileComp))
}

// labelsOf are the labels of a library's references, in their order.
func labelsOf(lib *priorart.Library) []string {
	out := make([]string, len(lib.References))
	for i := range lib.References {
		out[i] = lib.References[i].Label
	}
	return out
}

// unsaid are the flags that say where and how a report is printed, and decide nothing in it.
var unsaid = []string{"bom", "format", "help", "output", "raw", "stamp", "update", "wide", "width"}

// given lists the flags of a command that were given and decide the result, "--law ep", in the order of the alphabet.
func given(cmd *cobra.Command) []string {
	out := []string{}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if slices.Contains(unsaid, f.Name) {
			return
		}
		values := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		}
		for _, v := range values {
			if f.Value.Type() == "bool" && v == "true" {
				out = append(out, "--"+f.Name)
			} else {
				out = append(out, "--"+f.Name+" "+v)
			}
		}
	})
	return out
}

// check resolves the formats before any work is done.
func (o *output) check() error {
	if o.cite != "" && !slices.Contains(report.CiteForms(), o.cite) {
		return fmt.Errorf("--cite %s: give one of %s", o.cite, strings.Join(report.CiteForms(), ", "))
	}
	if o.width < 0 {
		return fmt.Errorf("--width %d: give a number of columns, or leave the flag out", o.width)
	}
	if o.format != "" {
		if _, err := report.Find(o.command, o.format); err != nil {
			return fmt.Errorf("--format: %w", err)
		}
	}
	for _, f := range o.files {
		if _, err := o.forFile(f); err != nil {
			return fmt.Errorf("-o: %w", err)
		}
	}
	if o.shard.of > 0 && !o.streams() {
		return fmt.Errorf("--shard %v: only lines can be joined: give --format jsonl, or one -o FILE.jsonl", &o.shard)
	}
	return o.readTemplate()
}

// readTemplate reads the template, if one is given, before any work is done.
func (o *output) readTemplate() error {
	if o.template == "" {
		return nil
	}
	if !o.prints("docx") {
		return errors.New("--template: only a Word file takes styles: give -o FILE.docx as well, or leave it out")
	}
	data, err := os.ReadFile(o.template)
	if err != nil {
		return fmt.Errorf("--template %s: cannot be read: %w", o.template, source.WithoutPath(err))
	}
	if o.looks, err = report.ReadTemplate(data); err != nil {
		return fmt.Errorf("--template %s: %w", o.template, err)
	}
	return nil
}

func (o *output) forFile(file string) (report.Format, error) {
	if o.format != "" && len(o.files) == 1 {
		return report.Find(o.command, o.format)
	}
	return report.ForFile(o.command, file)
}

// prints tells whether any of the output has the format; check has found all formats right.
func (o *output) prints(name string) bool {
	if len(o.files) == 0 {
		return o.format == name
	}
	return slices.ContainsFunc(o.files, func(file string) bool {
		f, _ := o.forFile(file)
		return f.Name == name
	})
}

// errClosed tells run that the reader of standard output, a pager or head, has seen enough.
var errClosed = errors.New("standard output is closed")

// streams tells whether documents are printed one by one, each as soon as it is done: lines, on standard output or to one file.
func (o *output) streams() bool {
	if len(o.files) == 0 {
		return o.format == "jsonl"
	}
	f, err := o.forFile(o.files[0])
	return err == nil && len(o.files) == 1 && f.Name == "jsonl"
}

// lines is what of a report is printed where the output streams.
func (o *output) lines(r *report.Report) ([]byte, error) {
	var b bytes.Buffer
	format, err := report.Find(o.command, "jsonl")
	if err == nil {
		err = format.Write(&b, r, report.View{})
	}
	return b.Bytes(), err
}

// stream calls fill with a function that prints lines. A file gets its name when fill has ended without an error.
func (o *output) stream(cmd *cobra.Command, fill func(print func([]byte) error) error) error {
	if len(o.files) > 0 {
		return writeFile(o.files[0], func(w io.Writer) error {
			return fill(func(lines []byte) error {
				_, err := w.Write(lines)
				return err
			})
		})
	}
	return fill(func(lines []byte) error {
		whole.Lock()
		defer whole.Unlock()
		_, err := cmd.OutOrStdout().Write(lines)
		if closedPipe(err) {
			return errClosed
		}
		return err
	})
}

// telling is what progress says is done to documents: nothing where their lines appear on the terminal.
func (o *output) telling(cmd *cobra.Command, done string) string {
	if len(o.files) == 0 && o.streams() && isTerminal(cmd.OutOrStdout()) {
		return ""
	}
	return done
}

// write prints the report, to the files asked for or to standard output.
func (o *output) write(cmd *cobra.Command, r *report.Report) error {
	r.Tool = "claimchart " + toolVersion()
	r.Run = &report.Run{Tool: r.Tool, Notice: report.NoticeOf(r), Flags: given(cmd), Inputs: o.inputs}
	if o.stamp {
		r.Run.Stamp = time.Now().UTC().Format(time.RFC3339)
	}
	r.CiteAs(o.cite, o.labels)
	if len(o.files) == 0 {
		format := report.Formats()[0]
		if o.format != "" {
			format, _ = report.Find(o.command, o.format)
		}
		if file := map[string]string{"docx": "a Word file", "xlsx": "a workbook"}[format.Name]; file != "" && isTerminal(cmd.OutOrStdout()) {
			return fmt.Errorf("--format %[1]s: %[2]s is nothing for a terminal: give -o with a file name that ends in .%[1]s", format.Name, file)
		}
		err := format.Write(cmd.OutOrStdout(), r, o.view(cmd.OutOrStdout()))
		if closedPipe(err) {
			return errClosed
		}
		return err
	}
	for _, file := range o.files {
		format, err := o.forFile(file)
		if err != nil {
			return err
		}
		var buf bytes.Buffer
		if err := format.Write(&buf, r, report.View{Width: o.columns(o.width), Raw: o.raw, BOM: o.bom, Elements: o.elements, Page: isPage(file), Template: o.looks}); err != nil {
			return fmt.Errorf("writing %s: %w", file, err)
		}
		if err := writeFile(file, func(w io.Writer) error {
			_, err := w.Write(buf.Bytes())
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// isPage tells whether a file's name says that it is a page of HTML.
func isPage(file string) bool {
	ext := strings.ToLower(filepath.Ext(file))
	return ext == ".html" || ext == ".htm"
}

// view is how to print to w: in colour and as wide as the window if w is a terminal.
func (o *output) view(w io.Writer) report.View {
	v := report.View{Width: o.columns(o.width), Raw: o.raw, BOM: o.bom, Elements: o.elements, Template: o.looks}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return v
	}
	v.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && coloured(f)
	if o.width == 0 {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			v.Width = o.columns(width)
		}
	}
	return v
}

// wideColumns is how wide tables are at least with --wide: all their columns stand side by side.
const wideColumns = 200

// columns is how wide tables are that are asked to be so wide.
func (o *output) columns(width int) int {
	if o.wide {
		return max(width, wideColumns)
	}
	return width
}

// writeFile writes to a temporary file beside name and renames it, so that name holds all of it or what it held before.
func writeFile(name string, fill func(w io.Writer) error) (err error) {
	if isDevice(name) {
		return writeDevice(name, fill)
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*.tmp")
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w: check that the folder exists and may be written to", name, source.WithoutPath(err))
	}
	unfinished.set(tmp.Name())
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name())
		}
		unfinished.set("")
	}()
	if err = fill(tmp); err == nil {
		err = tmp.Chmod(0o644)
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", name, unwritten(runtime.GOOS, err))
	}
	return nil
}

// isDevice tells whether name is a device or a pipe, /dev/null: a file in its place would take it from the whole system.
func isDevice(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

func writeDevice(name string, fill func(w io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err == nil {
		err = fill(f)
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", name, source.WithoutPath(err))
	}
	return nil
}

// unfinished is the temporary file that is being written, for whoever stops the program to remove.
var unfinished tempFile

type tempFile struct {
	mu   sync.Mutex
	name string
}

func (t *tempFile) set(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.name = name
}

// remove deletes the file or folder, and keeps the lock so that no other is begun.
func (t *tempFile) remove() {
	t.mu.Lock()
	if t.name != "" {
		_ = os.RemoveAll(t.name)
	}
}
