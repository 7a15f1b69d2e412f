package api

import (
	"fmt"
	"io/fs"
	"mime"
	"path"
	"regexp"
	"strings"

	"github.com/gin-gonic/gin"
)

// hashedName is a file name with the hash of its content in it: it may be
// kept for ever.
var hashedName = regexp.MustCompile(`[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$`)

const (
	cacheForEver = "public, max-age=31536000, immutable"
	cacheAsk     = "public, max-age=0, must-revalidate"
	// Embeds stand on pages with many readers: an hour lets a cache in between
	// carry them, and a day lets it answer while we are unreachable.
	cacheWidget = "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=86400"
)

// loadAssets reads the frontend's built files, by their address.
func loadAssets(files fs.FS) (map[string]*page, error) {
	assets := map[string]*page{}
	if files == nil {
		return assets, nil
	}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(name, ".html") {
			return err // pages are answered by their own handlers
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		assets["/"+name] = &page{contentType: contentTypeOf(name), plain: body, etag: hashTag(body)}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("files of the frontend: %w", err)
	}
	if widget, ok := assets["/widget/timeline.js"]; ok {
		assets[widgetAddress] = widget
		assets["/embed/timeline.js"] = widget // codes of before there were versions
	}
	if height, ok := assets["/assets/height.js"]; ok {
		assets[heightAddress] = height
	}
	return assets, nil
}

// types that not every machine's table knows.
var extraTypes = map[string]string{
	".js":    "text/javascript; charset=utf-8",
	".css":   "text/css; charset=utf-8",
	".json":  typeJSON,
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
}

func contentTypeOf(name string) string {
	if known := extraTypes[path.Ext(name)]; known != "" {
		return known
	}
	if known := mime.TypeByExtension(path.Ext(name)); known != "" {
		return known
	}
	return "application/octet-stream"
}

// serveAssets answers what no route knows: a file of the frontend or 404.
func (s *server) serveAssets(assets map[string]*page) gin.HandlerFunc {
	return func(c *gin.Context) {
		address := c.Request.URL.Path
		asset, ok := assets[address]
		switch {
		case !ok && isPageAddress(address):
			s.failPage(c, errNoPath)
			return
		case !ok:
			s.fail(c, errNoPath)
			return
		}
		keep := cacheAsk
		switch {
		case strings.HasPrefix(address, "/embed/"):
			keep = cacheWidget
		case hashedName.MatchString(address):
			keep = cacheForEver
		}
		c.Header("Cache-Control", keep)
		shared(c) // the widget's script is loaded by other sites
		send(c, asset)
	}
}

// isPageAddress guesses whether a person typed it: a path without extension
// outside the API.
func isPageAddress(address string) bool {
	return !strings.HasPrefix(address, "/api/") && path.Ext(address) == ""
}
