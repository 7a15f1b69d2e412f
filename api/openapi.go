package api

import (
	_ "embed"

	"github.com/gin-gonic/gin"
)

// openapiDocument describes every call under /api/v1; a test holds it
// against the routes and against real answers.
//
//go:embed openapi.json
var openapiDocument []byte

var openapiPage = &page{contentType: typeJSON, plain: openapiDocument, etag: hashTag(openapiDocument)}

func (s *server) openapi(c *gin.Context) { send(c, openapiPage) }
