package main

import (
	"os"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
)

// No container engine is needed: the file is loaded and validated by the
// library that the engine itself uses.
func TestComposeFileIsValid(t *testing.T) {
	text, err := os.ReadFile("docker-compose.yml")
	if err != nil {
		t.Fatal(err)
	}
	details := types.ConfigDetails{
		WorkingDir:  ".",
		ConfigFiles: []types.ConfigFile{{Filename: "docker-compose.yml", Content: text}},
		Environment: types.Mapping{},
	}
	project, err := loader.LoadWithContext(t.Context(), details)
	if err != nil {
		t.Fatal(err)
	}
	service, err := project.GetService("truceline")
	if err != nil {
		t.Fatal(err)
	}
	if len(service.Volumes) != 1 || service.Volumes[0].Target != "/data" {
		t.Errorf("volumes %v: the archive must be kept in /data", service.Volumes)
	}
	if len(service.Ports) != 1 || service.Ports[0].HostIP != "127.0.0.1" {
		t.Errorf("ports %v: published to this machine only, unless somebody decides otherwise", service.Ports)
	}
}

func TestTheImageDoesNotRunAsRoot(t *testing.T) {
	text, err := os.ReadFile("Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\nUSER truceline\n", "\nHEALTHCHECK ", "--db\", \"/data/truceline.db\""} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the Dockerfile lacks %q", strings.TrimSpace(want))
		}
	}
}
