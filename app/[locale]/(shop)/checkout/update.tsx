import { getTranslations } from 'next-intl/server';
import { buttonStyle } from '#app/_ui/button-style.ts';

/** Reckons afresh what was chosen, where no script does it at once. */
export async function Update() {
  const t = await getTranslations('checkout');
  return (
    <noscript>
      <button type="submit" name="step" value="update" className={buttonStyle('quiet', 'mt-3')}>
        {t('update')}
      </button>
    </noscript>
  );
}
