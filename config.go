package main

import (
	"os"
	"time"

	"truceline/topics"
)

// commands is the whole command line: every command, flag and environment
// variable with its default and one line of why.
type commands struct {
	Serve   serveCommand   `cmd:"" default:"withargs" help:"Serve the API and the page, and read the sources on their schedules."`
	Fetch   fetchCommand   `cmd:"" help:"Read sources once, now, whether due or not."`
	Extract extractCommand `cmd:"" help:"Read events out of one article on standard input."`
	Dates   datesCommand   `cmd:"" help:"Read dates out of a text on standard input."`
	Check   checkCommand   `cmd:"" help:"Check the files of the topics and, if one is named, an archive."`

	Sources  sourceCommands  `cmd:"" help:"Look after what is read."`
	Backfill backfillCommand `cmd:"" help:"Read a source's past."`
	Briefing briefingCommand `cmd:"" help:"Print the briefing of a week, such as 2025-W20."`
	Export   exportCommand   `cmd:"" help:"Write what a filter shows, in any of the formats."`
	Import   importCommand   `cmd:"" help:"Bring an export back: JSON Lines, or CSV."`
	Reread   rereadCommand   `cmd:"" help:"Read kept articles with today's rules."`
	Edit     editCommands    `cmd:"" help:"Correct events. Corrections win over anything that is read."`
	Tokens   tokenCommands   `cmd:"" help:"Say who may correct over the API."`
	Backup   backupCommand   `cmd:"" help:"Copy the archive while a server goes on."`
	Restore  restoreCommand  `cmd:"" help:"Bring a backup back."`

	Health  healthCommand  `cmd:"" help:"Ask a running server whether it is ready."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// archiveFlags say which archive and which topic.
type archiveFlags struct {
	DB     string `name:"db" env:"TRUCELINE_DB" default:"truceline.db" help:"SQLite file, made where there is none, or a postgres:// address."`
	Topic  string `env:"TRUCELINE_TOPIC" default:"${topic}" help:"Which topic is followed: a folder of topics."`
	Topics string `env:"TRUCELINE_TOPICS" type:"existingdir" placeholder:"DIR" help:"Folder of topic folders to use instead of the built-in ones."`
}

// readingFlags say how other people's sites are read.
type readingFlags struct {
	PublicURL  string        `name:"public-url" env:"TRUCELINE_PUBLIC_URL" help:"Address under which readers find this server; it stands in feeds, calendars, canonical links and the User-Agent."`
	Contact    string        `env:"TRUCELINE_CONTACT" help:"Mail address for corrections and for owners of sites that are read."`
	AllowHosts []string      `name:"allow-host" env:"TRUCELINE_ALLOW_HOSTS" help:"Private hosts that may be read all the same, such as a local site in demonstrations; host or host:port."`
	KeepTexts  time.Duration `name:"keep-texts" env:"TRUCELINE_KEEP_TEXTS" default:"4320h" help:"How long article texts are kept for re-reading (180 days); 0 keeps none. Openly licensed texts stay."`
}

func (f archiveFlags) load() (*topics.Topic, error) {
	if f.Topics != "" {
		return topics.Load(os.DirFS(f.Topics), f.Topic)
	}
	return topics.Load(topics.Embedded(), f.Topic)
}
