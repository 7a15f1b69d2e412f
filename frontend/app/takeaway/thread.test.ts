import { describe, expect, it } from 'vitest'
import { threadCommands, threadEntry, threadID } from './thread'

describe('a thread of picked events', () => {
  it('is named by its title, as ids are', () => {
    expect(threadID('Grain deal, Part II', 'spare')).toBe('grain-deal-part-ii')
    expect(threadID('Café à Zürich', 'spare')).toBe('cafe-a-zurich')
    expect(threadID('Переговори', 'thread-2025-05-16')).toBe('thread-2025-05-16')
  })
  it('is an entry that YAML reads as it was typed', () => {
    expect(threadEntry('a', 'Says "no": #1', ' - x\n y ')).toBe(
      '- id: a\n  title: "Says \\"no\\": #1"\n  summary: "- x\\n y"',
    )
  })
  it('takes its events by commands in which no id is read as anything else', () => {
    expect(threadCommands('a', ['2025-05-16-talks', "x'; rm -rf $HOME", '-help'])).toBe(
      "truceline edit set 2025-05-16-talks thread=a\ntruceline edit set 'x'\\''; rm -rf $HOME' thread=a\ntruceline edit set '-help' thread=a",
    )
  })
})
