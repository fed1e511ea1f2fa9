/**
 * Runs once everything that the page brings at once has asked: after the frame that follows DOMContentLoaded, 100 ms
 * after the first at most, so that a page still arriving does not hold the first answer back.
 */
export function whenPageAsked(run: () => void): void {
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    clearTimeout(limit);
    document.removeEventListener('DOMContentLoaded', nextFrame);
    run();
  };
  const nextFrame = (): void => {
    requestAnimationFrame(once);
  };
  // A hidden tab has no frames; the limit serves it as well.
  const limit = setTimeout(once, 100);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', nextFrame);
  else nextFrame();
}
