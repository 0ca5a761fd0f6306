'use client';

import { buttonStyle } from '#app/_ui/button-style.ts';

const words: Readonly<Record<string, readonly [string, string, string]>> = {
  en: [
    'Something went wrong on our side',
    'Nothing you sent has been lost. If it happens again, tell us this number:',
    'Try again',
  ],
  zh: ['我们这边出了点问题', '您提交的内容没有丢失。若再次发生，请告诉我们这个编号：', '重试'],
  bg: [
    'Нещо се обърка при нас',
    'Нищо от изпратеното не е загубено. Ако се повтори, кажете ни този номер:',
    'Опитайте отново',
  ],
  pl: [
    'Coś poszło nie tak po naszej stronie',
    'Nic z tego, co wysłano, nie zginęło. Jeśli się powtórzy, podaj nam ten numer:',
    'Spróbuj ponownie',
  ],
};

/** The page of an unexpected failure: an incident number instead of a stack trace. It must not need messages to load. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const language = typeof document === 'undefined' ? 'en' : document.documentElement.lang.slice(0, 2);
  const [title, text, again] = words[language] ?? words['en'] ?? ['', '', ''];
  return (
    <div className="mx-auto flex max-w-[46ch] flex-col items-center gap-4 py-24 text-center">
      <h1 className="text-title">{title}</h1>
      <p className="text-muted">
        {text} <span className="num">{error.digest ?? ''}</span>
      </p>
      <button type="button" onClick={reset} className={buttonStyle()}>
        {again}
      </button>
    </div>
  );
}
