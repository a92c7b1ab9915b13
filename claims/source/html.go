package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

// maxPage bounds a web page in bytes: its tree takes some ten times as much memory.
const maxPage = 64 << 20

// pageBegins are the names of elements that a page, or a piece copied out of one, begins with.
var pageBegins = map[string]bool{
	"html": true, "head": true, "body": true, "title": true, "meta": true, "link": true, "script": true, "style": true, "main": true,
	"article": true, "section": true, "div": true, "p": true, "h1": true, "h2": true, "ol": true, "ul": true, "table": true, "blockquote": true,
}

// isHTML tells whether head begins a web page: after comments, with a document type, or with an element that pages begin with.
func isHTML(head []byte) bool {
	if label := byOrderMark(head); label != "" {
		if r, err := charset.NewReaderLabel(label, bytes.NewReader(head[:min(len(head), 4096)])); err == nil {
			head, _ = io.ReadAll(r) // what cannot be read is no page
		}
	}
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	declared := false
	for {
		head = bytes.TrimLeft(head, " \t\r\n\f\ufeff")
		if len(head) < 2 || head[0] != '<' {
			return false
		}
		end := ""
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(head, []byte("<?xml")):
			end, declared = "?>", true
		default:
			rest := bytes.ToLower(head[1:min(len(head), 64)])
			if after, is := bytes.CutPrefix(rest, []byte("!doctype")); is {
				return bytes.HasPrefix(bytes.TrimLeft(after, " \t\r\n"), []byte("html"))
			}
			n := bytes.IndexAny(rest, " \t\r\n>/")
			if n < 0 {
				return false
			}
			name := string(rest[:n])
			return pageBegins[name] && (!declared || name == "html")
		}
		at := bytes.Index(head, []byte(end))
		if at < 0 {
			return false
		}
		head = head[at+len(end):]
	}
}

// readHTML reads a web page: one of Google Patents as a patent with its claims, any other as the text of an article, its blocks a
// line each in reading order. The lines of an article are those of that text, not of the file.
func readHTML(name string, data []byte, opt Options) ([]*claims.Document, error) {
	if len(data) > maxPage {
		return nil, fmt.Errorf("%s:1: a web page of more than %d MB: split it, or save its text as a text file", name, maxPage>>20)
	}
	text, notes, err := decodePage(data)
	if err != nil {
		return nil, fmt.Errorf("%s:1: %w", name, err)
	}
	root, err := parsePage(text)
	if err != nil {
		return nil, fmt.Errorf("%s:1: the web page cannot be read: %w; save its text as a text file", name, err)
	}
	if doc := googlePatent(root, text, opt); doc != nil {
		doc.Name, doc.Notes = name, append(notes, doc.Notes...)
		return []*claims.Document{doc}, nil
	}
	w := pageText{marks: opt.Marks, before: opt.Before}
	w.children(root)
	w.flush()
	doc := &claims.Document{Name: name, Format: "html", Title: pageTitle(root), Language: pageLanguage(root), Notes: notes}
	doc.Text, doc.Paragraphs = w.lines(opt.Description)
	if strings.TrimSpace(doc.Text) == "" {
		return nil, fmt.Errorf("%s:1: the web page shows no text: it may be made by a script; save it from a browser after it has loaded, or save its text", name)
	}
	if broken(text) {
		doc.Notes = append(doc.Notes, "the page breaks off inside a tag: the file may be cut short")
	}
	return []*claims.Document{doc}, nil
}

// parsePage builds the tree of a page. Elements nested more than 512 deep are an error.
func parsePage(text string) (root *html.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	root, err = html.Parse(strings.NewReader(text))
	if err != nil {
		err = errors.New(strings.TrimPrefix(err.Error(), "html: "))
	}
	return root, err
}

// broken tells whether the text ends inside a tag or a comment.
func broken(text string) bool {
	tail := text[max(0, len(text)-4096):]
	open := strings.LastIndexByte(tail, '<')
	return open >= 0 && !strings.Contains(tail[open:], ">") && len(tail)-open > 1 && (isLetter(tail[open+1]) || tail[open+1] == '/' || tail[open+1] == '!')
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// decodePage returns the page as UTF-8. A mark of byte order counts first; bytes that are valid UTF-8 are that, whatever the page
// says, since browsers save pages so and leave the old declaration in; else the page's own declaration holds, and without one
// windows-1252, as browsers do. Bytes that mean nothing become U+FFFD, with a note.
func decodePage(data []byte) (string, []string, error) {
	label := byOrderMark(data)
	if label == "" {
		_, declared, _ := charset.DetermineEncoding(data, "text/html")
		switch {
		case declared == "iso-2022-jp", declared == "utf-7":
			label = declared
		case utf8.Valid(data), bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
			label = "utf-8"
		default:
			label = declared
		}
	}
	text := string(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	if label != "utf-8" {
		r, err := charset.NewReaderLabel(label, bytes.NewReader(data))
		if err != nil {
			return "", nil, fmt.Errorf("encoding %q is not known: save the page as UTF-8", label)
		}
		all, err := io.ReadAll(r)
		if err != nil {
			return "", nil, fmt.Errorf("cannot be read as %s: %w", label, err)
		}
		text = strings.TrimPrefix(string(all), "\ufeff")
	}
	var notes []string
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\ufffd")
		notes = append(notes, fmt.Sprintf("bytes that are no %s stand as %q", label, "\ufffd"))
	}
	return lineEnds(text), notes, nil
}

// pageTitle returns the page's heading where it has one of the first rank, else its title.
func pageTitle(root *html.Node) string {
	heads := findAll(root, func(n *html.Node) bool { return n.Data == "h1" })
	if len(heads) == 1 {
		if t := visibleText(heads[0]); t != "" {
			return t
		}
	}
	if t := findNode(root, func(n *html.Node) bool { return n.Data == "title" }); t != nil {
		return visibleText(t)
	}
	return ""
}

// pageLanguage returns the primary part of the page's language.
func pageLanguage(root *html.Node) string {
	n := findNode(root, func(n *html.Node) bool { return n.Data == "html" })
	if n == nil {
		return ""
	}
	return primaryLanguage(htmlAttr(n, "lang"))
}

var languageTag = lazyregexp.New(`^[A-Za-z]{2}(?:[-_]|$)`)

func primaryLanguage(tag string) string {
	if !languageTag.MatchString(tag) {
		return ""
	}
	return strings.ToLower(tag[:2])
}
