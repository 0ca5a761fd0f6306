interface Carrier {
  readonly name: string;
  /** How sellers write it. */
  readonly called: RegExp;
  readonly link: (number: string) => string;
}

/** Carriers of our countries with the page on which each shows a parcel. The first that fits counts. */
const carriers: readonly Carrier[] = [
  { name: 'DHL', called: /dhl/, link: (n) => `https://www.dhl.com/global-en/home/tracking.html?tracking-id=${n}` },
  { name: 'DPD', called: /dpd/, link: (n) => `https://www.dpdgroup.com/mydpd/my-parcels/track?parcelNumber=${n}` },
  { name: 'GLS', called: /gls/, link: (n) => `https://gls-group.eu/track/${n}` },
  { name: 'InPost', called: /inpost|paczkomat/, link: (n) => `https://inpost.pl/sledzenie-przesylek?number=${n}` },
  {
    name: 'Poczta Polska',
    called: /poczta polska|pocztex/,
    link: (n) => `https://emonitoring.poczta-polska.pl/?numer=${n}`,
  },
  {
    name: 'Speedy',
    called: /speedy|спиди/,
    link: (n) => `https://www.speedy.bg/en/track-shipment?shipmentNumber=${n}`,
  },
  { name: 'Econt', called: /econt|еконт/, link: (n) => `https://www.econt.com/en/services/track-shipment/${n}` },
  { name: 'Packeta', called: /packeta|zásilkovna|zasilkovna/, link: (n) => `https://tracking.packeta.com/en/?id=${n}` },
  {
    name: 'SF Express',
    called: /sf|顺丰\p{L}*/u,
    link: (n) => `https://www.sf-international.com/sg/en/dynamic_function/waybill/#search/bill-number/${n}`,
  },
  {
    name: 'EMS',
    called: /ems|china post|(?:中国)?邮政\p{L}*/u,
    link: (n) => `https://www.ems.com.cn/queryList?mailNo=${n}`,
  },
  { name: 'UPS', called: /ups/, link: (n) => `https://www.ups.com/track?tracknum=${n}` },
  { name: 'FedEx', called: /fedex/, link: (n) => `https://www.fedex.com/fedextrack/?trknbr=${n}` },
];

/** Names to choose a carrier from; any other may be typed. */
export const carrierNames: readonly string[] = carriers.map(({ name }) => name);

/** Where a parcel can be followed; null with a carrier that is not known, which is shown as it was written. */
export function trackingLink(carrier: string, trackingNumber: string): string | null {
  const written = carrier.normalize('NFC').toLowerCase().trim();
  const known = carriers.find(({ called }) =>
    new RegExp(`(^|[^\\p{L}])(?:${called.source})([^\\p{L}]|$)`, 'u').test(written),
  );
  return known ? known.link(encodeURIComponent(trackingNumber.replaceAll(' ', ''))) : null;
}
