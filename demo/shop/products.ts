import type { Html } from './html.js';
import { blanket } from './illustrations/blanket.js';
import { candle } from './illustrations/candle.js';
import { mug } from './illustrations/mug.js';
import { paddle } from './illustrations/paddle.js';
import { postcard } from './illustrations/postcard.js';
import { syrup } from './illustrations/syrup.js';
import type { Language } from './language.js';

export interface Product {
  readonly id: string;
  readonly cents: number;
  readonly illustration: Html;
  readonly name: Readonly<Record<Language, string>>;
  readonly line: Readonly<Record<Language, string>>;
  readonly story: Readonly<Record<Language, string>>;
}

/** What the shop sells. The only place with prices. */
export const products: readonly Product[] = [
  {
    id: 'mug',
    cents: 2400,
    illustration: mug,
    name: { en: 'Loon mug', fr: 'Tasse au huard' },
    line: { en: 'Enamel on steel, 350 ml', fr: 'Émail sur acier, 350 ml' },
    story: {
      en: 'Coffee on the dock before anyone else is up. Two coats of cream enamel, a rim the colour of deep water, and a loon who has seen you drop it before. It chips; it does not break.',
      fr: 'Le café sur le quai avant que la maisonnée se lève. Deux couches d’émail crème, un bord couleur d’eau profonde et un huard qui vous a déjà vu l’échapper. Elle s’ébrèche, elle ne casse pas.',
    },
  },
  {
    id: 'syrup',
    cents: 1850,
    illustration: syrup,
    name: { en: 'Dark maple syrup', fr: 'Sirop d’érable foncé' },
    line: { en: 'Late-season, 500 ml', fr: 'De fin de saison, 500 ml' },
    story: {
      en: 'Boiled in the last week of April, when the sap turns serious. Smoke, caramel, a little forest floor. Good on pancakes, better on a spoon.',
      fr: 'Bouilli la dernière semaine d’avril, quand l’eau d’érable devient sérieuse. Fumée, caramel, un peu de sous-bois. Bon sur les crêpes, meilleur à la cuillère.',
    },
  },
  {
    id: 'blanket',
    cents: 14800,
    illustration: blanket,
    name: { en: 'Portage blanket', fr: 'Couverture Portage' },
    line: { en: 'Canadian wool, 150 × 200 cm', fr: 'Laine d’ici, 150 × 200 cm' },
    story: {
      en: 'Woven thick enough for the last swim of September. Three stripes, one for each time you will say “five more minutes”. Wash it cold, if ever.',
      fr: 'Tissée assez épaisse pour la dernière baignade de septembre. Trois rayures, une pour chaque « encore cinq minutes ». Se lave à l’eau froide, si jamais.',
    },
  },
  {
    id: 'candle',
    cents: 1600,
    illustration: candle,
    name: { en: 'Beeswax candle', fr: 'Chandelle de cire d’abeille' },
    line: { en: 'Hand-dipped, burns 14 hours', fr: 'Trempée à la main, 14 heures' },
    story: {
      en: 'For when the power goes out, or when you would like it to. Clover-honey light, no perfume: the bees have seen to that.',
      fr: 'Pour les pannes de courant, ou pour quand on en souhaite une. Une lumière de miel de trèfle, sans parfum ajouté : les abeilles s’en sont occupées.',
    },
  },
  {
    id: 'paddle',
    cents: 9675,
    illustration: paddle,
    name: { en: 'Cherry paddle', fr: 'Pagaie de cerisier' },
    line: { en: 'Ottertail, 145 cm', fr: 'Queue de loutre, 145 cm' },
    story: {
      en: 'Cut from a single board, oiled, never varnished where your hands go. Long, narrow and quiet, so that the herons do not notice.',
      fr: 'Taillée dans une seule planche, huilée, jamais vernie là où vont les mains. Longue, étroite et silencieuse, pour que les hérons n’en sachent rien.',
    },
  },
  {
    id: 'postcard',
    cents: 435,
    illustration: postcard,
    name: { en: 'Postcard, stamped', fr: 'Carte postale affranchie' },
    line: { en: 'Six o’clock on the lake', fr: 'Six heures sur le lac' },
    story: {
      en: 'Thick card, real stamp, room for two good sentences. We post it from the general store on Thursdays.',
      fr: 'Carton épais, vrai timbre, de la place pour deux bonnes phrases. Nous la postons du magasin général, le jeudi.',
    },
  },
];

const byId = new Map(products.map((product) => [product.id, product]));

export function findProduct(id: unknown): Product | undefined {
  return typeof id === 'string' ? byId.get(id) : undefined;
}
