/** Fence: what breaks inside, or cannot be fetched, is said in its place; the rest of the page goes on. */
import { Component, type ReactNode } from 'react'
import './empty.css'

export class Fence extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <div className="empty" role="alert">
        <p>This part of the page broke, or could not be fetched. Nothing in Redis is touched by that.</p>
        <button type="button" className="button small" onClick={() => location.reload()}>
          Reload the page
        </button>
      </div>
    )
  }
}
