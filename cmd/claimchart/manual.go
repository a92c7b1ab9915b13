package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// newManual makes the hidden command that writes what a package of the tool brings along; users have --help and completion.
func newManual() *cobra.Command {
	return &cobra.Command{
		Use:     "manual DIR",
		Short:   "Write man pages and completion scripts",
		Long:    "manual writes the man pages of all commands to DIR/man1 and the completion scripts of all shells to DIR/completions.",
		Example: "  claimchart manual dist/manual",
		Hidden:  true,
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return writeManual(cmd.Root(), args[0]) },
	}
}

// writeManual writes one man page for each command that --help shows, and a completion script for each shell. What is written depends on
// the commands and the version alone: no page has a date.
func writeManual(root *cobra.Command, dir string) error {
	files := map[string]func(io.Writer) error{
		"completions/claimchart.bash": func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"completions/_claimchart":     root.GenZshCompletion,
		"completions/claimchart.fish": func(w io.Writer) error { return root.GenFishCompletion(w, true) },
		"completions/claimchart.ps1":  root.GenPowerShellCompletionWithDesc,
	}
	for _, c := range manualCommands(root) {
		files["man1/"+pageName(c)+".1"] = func(w io.Writer) error {
			_, err := io.WriteString(w, manPage(c))
			return err
		}
	}
	for name, write := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		f, err := os.Create(path)
		if err != nil {
			return err
		}
		err = write(f)
		if closed := f.Close(); err == nil {
			err = closed
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

// manualCommands are the command and those below it that users are shown, in the order of --help. cobra's own are left out: help needs no
// page, and "completion" is told of in the page of the root.
func manualCommands(c *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() && sub.Name() != "completion" {
			list = append(list, manualCommands(sub)...)
		}
	}
	return list
}

func pageName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manPage returns a command's page in the man macros, which groff and mandoc read alike; all of it is ASCII.
func manPage(c *cobra.Command) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	name := pageName(c)
	line(`.TH "%s" "1" "" "claimchart %s" "claimchart manual"`, strings.ToUpper(name), roff(toolVersion()))
	line(".SH NAME\n%s \\- %s", roff(name), roff(strings.ToLower(c.Short[:1])+c.Short[1:]))
	line(".SH SYNOPSIS")
	if use := strings.TrimPrefix(c.UseLine(), c.CommandPath()); !c.HasAvailableSubCommands() || strings.Contains(c.Use, " ") {
		line("\\fB%s\\fR%s", roff(c.CommandPath()), roff(use))
	}
	if c.HasAvailableSubCommands() {
		line(".PP\n\\fB%s\\fR \\fICOMMAND\\fR", roff(c.CommandPath()))
	}
	line(".SH DESCRIPTION")
	if c.Long != "" {
		b.WriteString(roffText(c.Long))
	} else {
		line("%s.", roff(c.Short))
	}
	if c.HasAvailableSubCommands() {
		line(".SH COMMANDS")
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() {
				line(".TP\n\\fB%s\\fR\n%s", roff(sub.Name()), roff(sub.Short))
			}
		}
	}
	c.InitDefaultHelpFlag()
	line(".SH OPTIONS")
	c.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			b.WriteString(roffFlag(f))
		}
	})
	if c.Example != "" {
		line(".SH EXAMPLES\n.nf")
		for _, l := range strings.Split(strings.Trim(c.Example, "\n"), "\n") {
			line("%s", roffLine(strings.TrimPrefix(l, "  ")))
		}
		line(".fi")
	}
	line(".SH EXIT STATUS")
	line(".TP\n%d\nDone.", exitDone)
	line(".TP\n%d\nFindings, where the command was asked to fail on them.", exitFindings)
	line(".TP\n%d\nWrong usage, or input that could not be read; what could be read was done all the same.", exitUsage)
	var also []string
	add := func(o *cobra.Command) {
		also = append(also, fmt.Sprintf("\\fB%s\\fR(1)", roff(pageName(o))))
	}
	if c.HasParent() {
		add(c.Parent())
		for _, o := range c.Parent().Commands() {
			if o != c && o.IsAvailableCommand() && o.Name() != "completion" {
				add(o)
			}
		}
	}
	for _, o := range manualCommands(c)[1:] {
		if o.Parent() == c {
			add(o)
		}
	}
	line(".SH SEE ALSO\n%s", strings.Join(also, ",\n"))
	return b.String()
}

// roffFlag is a flag as a tagged paragraph: how it is given, what it does, its default.
func roffFlag(f *pflag.Flag) string {
	kind, usage := pflag.UnquoteUsage(f)
	tag := "\\fB" + roff("--"+f.Name) + "\\fR"
	if f.Shorthand != "" {
		tag = "\\fB" + roff("-"+f.Shorthand) + "\\fR, " + tag
	}
	if kind != "" {
		tag += " \\fI" + roff(kind) + "\\fR"
	}
	if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" && f.DefValue != "0" {
		usage += fmt.Sprintf(" (default %s)", f.DefValue)
	}
	return ".TP\n" + tag + "\n" + roffLine(usage) + "\n"
}

// roffText sets a help text: a paragraph that stands at the margin is filled, lines that are indented stay as they are.
func roffText(text string) string {
	var b strings.Builder
	literal, gap := false, false
	for _, l := range strings.Split(strings.Trim(text, "\n"), "\n") {
		if strings.TrimSpace(l) == "" {
			gap = true
			continue
		}
		indented := strings.HasPrefix(l, " ")
		if literal && !indented {
			b.WriteString(".fi\n")
		}
		if b.Len() > 0 && (gap || indented != literal) {
			b.WriteString(".PP\n")
		}
		if indented && !literal {
			b.WriteString(".nf\n")
		}
		b.WriteString(roffLine(l) + "\n")
		literal, gap = indented, false
	}
	if literal {
		b.WriteString(".fi\n")
	}
	return b.String()
}

// roffLine is a line of text that no formatter takes for a request, as one that begins with a point or an apostrophe.
func roffLine(text string) string {
	text = roff(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		return `\&` + text
	}
	return text
}

// roff escapes text: a backslash, a hyphen, which would else become a dash that cannot be pasted, and what is not ASCII.
func roff(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\\':
			b.WriteString(`\e`)
		case r == '-':
			b.WriteString(`\-`)
		case r == '\'':
			b.WriteString(`\(aq`)
		case r > 126:
			fmt.Fprintf(&b, `\[u%04X]`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
