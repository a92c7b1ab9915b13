package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
)

// writeJSON prints the contract: indented by two spaces, slices never null, HTML characters as they are.
func writeJSON(w io.Writer, r *Report, _ View) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	var v any = r
	if r.Checked != nil {
		v = &checkJSON{r.Schema, r.Command, r.Checked}
	}
	if err := enc.Encode(filled(reflect.ValueOf(v)).Interface()); err != nil {
		return fmt.Errorf("writing json: %w", err)
	}
	_, err := w.Write(quiet(b.Bytes()))
	return err
}

// filled copies a value with an empty slice for each nil one, so that a reader of the JSON never meets null for a list.
func filled(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		out := reflect.New(v.Type().Elem())
		out.Elem().Set(filled(v.Elem()))
		return out
	case reflect.Struct:
		out := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			if out.Field(i).CanSet() { // what is not exported is no part of the JSON
				out.Field(i).Set(filled(v.Field(i)))
			}
		}
		return out
	case reflect.Slice:
		out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(filled(v.Index(i)))
		}
		return out
	}
	return v
}

// quiet escapes the control characters that JSON allows in a string and a terminal would run: DEL and U+0080 to U+009F.
// They occur in strings only, so the value does not change.
func quiet(text []byte) []byte {
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
