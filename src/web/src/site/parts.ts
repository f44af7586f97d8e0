// <section data-part="/address">: a part that is counted when its page is open. Without a script its link leads to the page that has it.
export async function loadPart(shown: HTMLElement, ready: (part: HTMLElement) => void): Promise<void> {
  const answer = await fetch(shown.dataset.part!).catch(() => undefined);
  if (!answer?.ok) return;
  const part = pageOf(await answer.text()).querySelector('#part');
  if (!part?.childElementCount) return;
  shown.replaceChildren(...part.childNodes);
  ready(shown);
}

export const pageOf = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');
