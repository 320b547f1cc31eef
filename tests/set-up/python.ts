/** Before all unit tests: the Python with redis-py that runs the exported scripts. */
import { findPython } from '../../scripts/lib/get-python.mjs'

export default async function setUp() {
  const program = await findPython()
  if (program !== null) process.env.PYTHON = program
}
