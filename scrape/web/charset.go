package web

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// declared finds the encoding that a document's first kilobyte names: an XML
// declaration or an HTML meta element.
var declared = regexp.MustCompile(`(?i)(?:<\?xml[^>]{0,200}?encoding\s*=\s*["']|<meta[^>]{0,200}?charset\s*=\s*["']?)([a-z0-9._:-]{2,40})`)

// marks are byte order marks and the first letters of XML without one, the
// longest first.
var marks = []struct {
	prefix   string
	encoding encoding.Encoding
}{
	{"\x00\x00\xfe\xff", utf32.UTF32(utf32.BigEndian, utf32.UseBOM)},
	{"\xff\xfe\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)},
	{"\x00\x00\x00<", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"<\x00\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\xef\xbb\xbf", unicode.UTF8BOM},
	{"\xfe\xff", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
	{"\xff\xfe", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
	{"\x00<\x00", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"<\x00", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
}

// Decode turns a body into UTF-8. The bytes themselves are believed before
// the document, and the document before the server: byte order mark, valid
// UTF-8 that uses more than ASCII, declaration, header, and at last
// windows-1252, which is what unlabelled bytes on the web most often are.
func Decode(body []byte, header string) string {
	for _, mark := range marks {
		if bytes.HasPrefix(body, []byte(mark.prefix)) {
			return decodeAs(body, mark.encoding)
		}
	}
	named := declaredIn(body)
	if utf8.Valid(body) && !escaping(named) && !escaping(header) {
		return unsafe.String(unsafe.SliceData(body), len(body)) // nobody writes to a body, and a copy of ten megabytes is one too many
	}
	for _, name := range []string{named, header} {
		if found, canonical := charset.Lookup(name); found != nil && canonical != "utf-8" {
			return decodeAs(body, found)
		}
	}
	if isNamedUTF8(named) || isNamedUTF8(header) {
		return strings.ToValidUTF8(string(body), "\ufffd")
	}
	return decodeAs(body, charmap.Windows1252)
}

func declaredIn(body []byte) string {
	if found := declared.FindSubmatch(body[:min(len(body), 1024)]); found != nil {
		return string(found[1])
	}
	return ""
}

// escaping names encodings whose bytes are ASCII and mean something else.
func escaping(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "iso-2022") || name == "hz-gb-2312" || strings.HasPrefix(name, "utf-7")
}

func isNamedUTF8(name string) bool {
	return strings.EqualFold(name, "utf-8") || strings.EqualFold(name, "utf8")
}

func decodeAs(body []byte, from encoding.Encoding) string {
	text, err := from.NewDecoder().Bytes(body)
	if err != nil {
		return strings.ToValidUTF8(string(body), "\ufffd")
	}
	return strings.TrimPrefix(strings.ToValidUTF8(string(text), "\ufffd"), "\ufeff")
}
