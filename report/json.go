package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"sync"
)

// writeJSON prints the contract: indented by two spaces, slices never null, HTML characters as they are.
func writeJSON(w io.Writer, r *Report, _ View) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	var v any = r
	if r.Checked != nil {
		v = &checkJSON{Line{r.Schema, r.Command, r.Run}, r.Checked}
	}
	if r.Shelf != nil {
		v = shelfJSON(r)
	}
	if r.Ranking != nil {
		v = &rankJSON{Line{r.Schema, r.Command, r.Run}, r.Ranking}
	}
	if r.Searched != nil {
		v = &searchJSON{Line{r.Schema, r.Command, r.Run}, r.Searched}
	}
	if r.Diffed != nil {
		v = &diffJSON{Line{r.Schema, r.Command, r.Run}, r.Diffed}
	}
	if r.Compared != nil {
		v = &compareJSON{Line{r.Schema, r.Command, r.Run}, r.Compared}
	}
	if r.Regressed != nil {
		v = &regressJSON{Line{r.Schema, r.Command, r.Run}, r.Regressed}
	}
	if err := enc.Encode(filled(reflect.ValueOf(v)).Interface()); err != nil {
		return fmt.Errorf("writing json: %w", err)
	}
	_, err := w.Write(quiet(b.Bytes()))
	return err
}

// filled returns a value with an empty slice for each nil one, so that a reader of the JSON never meets null for a list: the value
// itself where it has none, else a copy.
func filled(v reflect.Value) reflect.Value {
	if !lacks(v) {
		return v
	}
	return copied(v)
}

// lacks tells whether a slice that is printed, however deep, is nil.
func lacks(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer:
		return !v.IsNil() && lacks(v.Elem())
	case reflect.Struct:
		for _, i := range fieldsOf(v.Type()) {
			if lacks(v.Field(i)) {
				return true
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			return true
		}
		switch v.Type().Elem().Kind() {
		case reflect.Pointer, reflect.Struct, reflect.Slice:
			for i := range v.Len() {
				if lacks(v.Index(i)) {
					return true
				}
			}
		}
	}
	return false
}

// fields has, by type, the fields of a struct that may hold a slice and are printed when it is nil.
var fields sync.Map

func fieldsOf(t reflect.Type) []int {
	if known, ok := fields.Load(t); ok {
		return known.([]int)
	}
	var out []int
	for i := range t.NumField() {
		f := t.Field(i)
		switch f.Type.Kind() {
		case reflect.Pointer, reflect.Struct, reflect.Slice:
			if f.IsExported() && !strings.HasSuffix(f.Tag.Get("json"), ",omitempty") && f.Tag.Get("json") != "-" {
				out = append(out, i)
			}
		}
	}
	fields.Store(t, out)
	return out
}

func copied(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		out := reflect.New(v.Type().Elem())
		out.Elem().Set(copied(v.Elem()))
		return out
	case reflect.Struct:
		out := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			if out.Field(i).CanSet() { // what is not exported is no part of the JSON
				out.Field(i).Set(copied(v.Field(i)))
			}
		}
		return out
	case reflect.Slice:
		out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(copied(v.Index(i)))
		}
		return out
	}
	return v
}

// quiet escapes the control characters that JSON allows in a string and a terminal would run: DEL and U+0080 to U+009F.
// They occur in strings only, so the value does not change.
func quiet(text []byte) []byte {
	if bytes.IndexByte(text, 0x7f) < 0 && bytes.IndexByte(text, 0xc2) < 0 {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == 0x7f:
			out = append(out, `\u007f`...)
		case c == 0xc2 && i+1 < len(text) && text[i+1] < 0xa0:
			out = fmt.Appendf(out, `\u%04x`, text[i+1])
			i++
		default:
			out = append(out, c)
		}
	}
	return out
}
