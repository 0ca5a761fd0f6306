import { getTranslations } from 'next-intl/server';
import { config } from '#lib/core/config.ts';
import { ShareButtons } from './share-buttons.tsx';

/** Where people between China and Europe pass things on, each with the address that takes a page from us. */
function places(address: string, title: string): [name: string, href: string][] {
  const [url, words] = [encodeURIComponent(address), encodeURIComponent(title)];
  return [
    ['weibo', `https://service.weibo.com/share/share.php?url=${url}&title=${words}`],
    ['facebook', `https://www.facebook.com/sharer/sharer.php?u=${url}`],
    ['telegram', `https://t.me/share/url?url=${url}&text=${words}`],
    ['viber', `viber://forward?text=${encodeURIComponent(`${title} ${address}`)}`],
  ];
}

/**
 * Passing a page on: the system's own way where there is one, the address to copy, mail, WeChat by its code, and the networks as plain
 * links. Nothing of theirs is loaded here, and it all works without script.
 */
export async function Share({ path, title }: { path: string; title: string }) {
  const t = await getTranslations('discover.share');
  const address = config().SITE_URL + encodeURI(path);
  const link = 'inline-flex min-h-11 items-center rounded-md border border-line px-3.5 hover:border-ink';
  const mail = `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(t('mail_text', { title, address }))}`;
  return (
    <details className="mt-6 text-small">
      <summary className="link inline-flex min-h-11 items-center">{t('title')}</summary>
      <div className="mt-2 grid gap-4 rounded-md bg-silk p-5 sm:grid-cols-[1fr_auto]">
        <div className="grid min-w-0 content-start gap-3">
          <input
            readOnly
            value={address}
            aria-label={t('address')}
            className="block w-full min-w-0 rounded-md border border-edge/70 bg-card px-3.5 py-2.5"
          />
          <div className="flex flex-wrap gap-2">
            <ShareButtons
              address={address}
              title={title}
              words={{ share: t('title'), copy: t('copy'), copied: t('copied') }}
            />
            <a href={mail} className={link}>
              {t('mail')}
            </a>
            {places(address, title).map(([name, href]) => (
              <a key={name} href={href} rel="noopener noreferrer nofollow" target="_blank" className={link}>
                {t(name)}
              </a>
            ))}
          </div>
        </div>
        <figure className="w-36">
          <img
            src={`/api/v1/qr?path=${encodeURIComponent(path)}`}
            alt={t('qr')}
            width={144}
            height={144}
            loading="lazy"
            className="size-36 rounded-sm"
          />
          <figcaption className="mt-1.5 text-muted">{t('wechat')}</figcaption>
        </figure>
      </div>
    </details>
  );
}
