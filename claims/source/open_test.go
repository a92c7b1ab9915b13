package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func zipped(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		w, err := zw.Create(files[i])
		if err == nil {
			_, err = io.WriteString(w, files[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	zw := gzip.NewWriter(&b)
	_, err := zw.Write(data)
	if err == nil {
		err = zw.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarred(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	tw := tar.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		err := tw.WriteHeader(&tar.Header{Name: files[i], Mode: 0o644, Size: int64(len(files[i+1])), Typeflag: tar.TypeReg})
		if err == nil {
			_, err = io.WriteString(tw, files[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := tw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestArchives: files in archives are read in their order, whatever packs them; names that climb out are shown tame.
func TestArchives(t *testing.T) {
	inner := zipped(t, "c.txt", oneClaim)
	for _, c := range []struct {
		name string
		data []byte
		want string // the names of the documents
	}{
		{"x.zip", zipped(t, "b.txt", oneClaim, "a.txt", oneClaim, "__MACOSX/._a.txt", "junk", ".hidden", "junk"), "x.zip/b.txt x.zip/a.txt"},
		{"x.gz", gzipped(t, []byte(oneClaim)), "x.gz"},
		{"x.tar", tarred(t, "d/a.txt", oneClaim, "b.txt", oneClaim), "x.tar/d/a.txt x.tar/b.txt"},
		{"x.tgz", gzipped(t, tarred(t, "a.txt", oneClaim)), "x.tgz/a.txt"},
		{"x.zip", zipped(t, "in.zip", string(inner)), "x.zip/in.zip/c.txt"},
		{"x.zip", zipped(t, "../../etc/evil.txt", oneClaim, `..\win.txt`, oneClaim), "x.zip/etc/evil.txt x.zip/win.txt"},
	} {
		docs, errs := Read(c.name, c.data, Options{})
		var names []string
		for _, d := range docs {
			names = append(names, d.Name)
		}
		if got := strings.Join(names, " "); got != c.want || len(errs) > 0 {
			t.Errorf("%s: %s, errors %v; want %s", c.name, got, errs, c.want)
		}
	}
}

// TestBadArchives: what is damaged, nested without end or only there to fill the memory is an error, and the rest is read.
func TestBadArchives(t *testing.T) {
	deep := []byte(oneClaim)
	for range 8 {
		deep = gzipped(t, deep)
	}
	bomb := gzipped(t, append([]byte(`{"claims": [{"text": "A lid."}]}`+"\n"), bytes.Repeat([]byte("{"+strings.Repeat(" ", 1<<20)+"}\n"), 600)...))
	whole := zipped(t, "a.txt", oneClaim, "b.txt", oneClaim)
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"cut.zip", whole[:len(whole)-30], "damaged ZIP archive"},
		{"cut.gz", gzipped(t, bytes.Repeat([]byte(oneClaim), 1000))[:40], "cannot be read: it breaks off: get the file again"},
		{"cut.tar", tarred(t, "a.txt", strings.Repeat(oneClaim, 100))[:1000], "it breaks off: get the file again"},
		{"deep.gz", deep, "nested more than 4 deep"},
		{"empty.zip", zipped(t), "an empty archive"},
	} {
		_, errs := Read(c.name, c.data, Options{})
		if len(errs) == 0 || !strings.Contains(errs[0].Error(), c.want) || !strings.HasPrefix(errs[0].Error(), c.name) {
			t.Errorf("%s: %v, want %q", c.name, errs, c.want)
		}
	}
	if testing.Short() {
		t.Skip("the rest takes seconds")
	}
	last := error(nil)
	for _, err := range (&Reader{}).bytes("bomb.gz", bomb) {
		last = err
	}
	if last == nil || !strings.Contains(last.Error(), "unpacks to more than 256 MB and 200 times its size") {
		t.Errorf("bomb.gz ends with %v", last)
	}
	docs, errs := Read("x.zip", zipped(t, "a.txt", oneClaim, "b.json", `{"claims": [`, "c.txt", oneClaim), Options{})
	if len(docs) != 2 || len(errs) != 1 || !strings.Contains(errs[0].Error(), "x.zip/b.json:1: the JSON breaks off") {
		t.Errorf("%d documents, errors %v; want 2 and one about b.json", len(docs), errs)
	}
}

// TestBulk: a file of many documents is read in memory that does not grow with it.
func TestBulk(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	file := filepath.Join(t.TempDir(), "bulk.jsonl")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	const documents, size = 3000, 100_000
	text := strings.Repeat("a lid; ", size/7)
	for i := range documents {
		fmt.Fprintf(f, `{"name": "d%d", "claims": [{"num": 1, "text": "A device comprising: %s"}]}`+"\n", i, text)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	n, most := 0, uint64(0)
	r := &Reader{}
	for p, err := range r.Pieces([]string{file}) {
		if err != nil {
			t.Fatal(err)
		}
		docs, err := p.Read(Options{})
		if err != nil || len(docs) != 1 || docs[0].Name != fmt.Sprintf("d%d", n) || docs[0].Claims[0].Line != n+1 {
			t.Fatalf("document %d: %v, %v", n, docs, err)
		}
		if n++; n%500 == 0 {
			runtime.GC()
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc)
		}
	}
	if n != documents {
		t.Errorf("%d documents, want %d", n, documents)
	}
	if grown := int64(most) - int64(before.HeapAlloc); grown > 64<<20 {
		t.Errorf("%d MB are held while %d MB are read", grown>>20, documents*size>>20)
	}
	if done, all := r.Progress(); done != all || all < documents*size {
		t.Errorf("%d of %d bytes read", done, all)
	}
}

// endless is a line without an end.
type endless struct{ left int64 }

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), e.left)
	for i := range p[:n] {
		p[i] = 'x'
	}
	e.left -= n
	return int(n), nil
}

// TestNames: no name in an archive climbs out of it or steers a terminal.
func TestNames(t *testing.T) {
	for in, want := range map[string]string{
		"../../etc/a.txt": "etc/a.txt", "/etc/a.txt": "etc/a.txt", `C:\x\..\..\a.txt`: "a.txt", "\x1b[31ma\r\n.txt": "\uFFFD[31ma\uFFFD\uFFFD.txt",
		"a\u202egpj.txt": "a\uFFFDgpj.txt", "a\xff.txt": "a\uFFFD.txt", "b/Größe 5µ.txt": "b/Größe 5µ.txt", "عربي.txt": "عربي.txt",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
}

// TestOneLine: a gigabyte of one line is turned away without being held.
func TestOneLine(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for _, begin := range []string{"", "{"} {
		r := &Reader{Stdin: io.MultiReader(strings.NewReader(begin), &endless{1 << 30})}
		var errs []error
		for _, err := range r.Pieces([]string{"-"}) {
			errs = append(errs, err)
		}
		if len(errs) != 1 || errs[0] == nil || !strings.Contains(errs[0].Error(), "no end of it within 128 MB") && !strings.Contains(errs[0].Error(), "larger than 128 MB") {
			t.Errorf("%q: %v, want one error about its size", begin, errs)
		}
	}
}

// TestUTF16 reads XML in UTF-16, whether its declaration says so or not.
func TestUTF16(t *testing.T) {
	for _, stated := range []string{"UTF-8", "UTF-16"} {
		text := `<?xml version="1.0" encoding="` + stated + `"?><us-patent-application lang="EN"><us-bibliographic-data-application><invention-title>Lämpchen</invention-title>` +
			`</us-bibliographic-data-application><claims id="claims"><claim id="CLM-00001" num="00001"><claim-text>1. A lamp.</claim-text></claim></claims></us-patent-application>`
		data := []byte{0xff, 0xfe}
		for _, r := range text {
			data = append(data, byte(r), byte(r>>8))
		}
		docs, errs := Read("x.xml", data, Options{})
		if len(errs) > 0 || len(docs) != 1 || docs[0].Title != "Lämpchen" || len(docs[0].Claims) != 1 || docs[0].Claims[0].Text != "A lamp." {
			t.Errorf("stated as %s: %+v, %v", stated, docs, errs)
		}
	}
}
