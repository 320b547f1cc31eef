/** ShowsFile: the name of a file that runs; the file itself comes when it is asked for. */
import { useState } from 'react'
import { Code } from './code.tsx'
import './shows-file.css'

/** `name`: the function in it that is meant. */
export function ShowsFile({ file, name }: { file: string; name: string }) {
  const [open, setOpen] = useState(false)
  return (
    <div className="shows-file">
      <button type="button" className="mono" aria-expanded={open} onClick={() => setOpen(!open)}>
        {file}
      </button>
      {open && <Code file={file} name={name} call={undefined} />}
    </div>
  )
}
