import type { Product } from './catalog.js';

const pistachios: Product = {
  slug: 'pistachios',
  rials: 9_600_000,
  goesWith: ['dates', 'rose-water', 'barberries'],
  words: {
    en: {
      name: 'Akbari pistachios',
      size: '500 g, roasted, lightly salted',
      line: 'The long ones, opened by the sun and roasted the week we send them.',
      story: [
        'Akbari is the long, slender pistachio of Rafsanjan. The shells open on the tree; those that do not are sorted out by hand.',
        'We roast every Monday in small drums with salt water and a little lime juice, and pack the same evening.',
      ],
      origin: 'Rafsanjan, Kerman',
      harvest: 'September',
      keep: 'Closed and cool: six months',
      picture: 'A turquoise bowl full of open pistachios, a few lying in front of it.',
    },
    fa: {
      name: 'پستهٔ اکبری',
      size: '۵۰۰ گرم، بوداده و کم‌نمک',
      line: 'کشیده و خندان؛ در همان هفته‌ای بو می‌دهیم که برایتان می‌فرستیم.',
      story: [
        'اکبری پستهٔ کشیدهٔ رفسنجان است. پوستش روی درخت باز می‌شود و آن‌هایی را که باز نشده‌اند با دست جدا می‌کنیم.',
        'هر دوشنبه با آب‌نمک و کمی آب‌لیمو در دیگ‌های کوچک بو می‌دهیم و همان شب بسته‌بندی می‌کنیم.',
      ],
      origin: 'رفسنجان، کرمان',
      harvest: 'شهریور',
      keep: 'دربسته و خنک: شش ماه',
      picture: 'کاسهٔ فیروزه‌ای پر از پستهٔ خندان و چند دانه جلوی آن.',
    },
  },
};

const barberries: Product = {
  slug: 'barberries',
  rials: 3_200_000,
  goesWith: ['saffron', 'pistachios', 'dried-limes'],
  words: {
    en: {
      name: 'Barberries',
      size: '250 g, puffed-dried',
      line: 'Tart and bright; the red in zereshk polo.',
      story: [
        'The branches are cut whole and hung in the shade until the berries are dry outside and soft within. That is what keeps them red instead of brown.',
        'Rinse, then warm them for one minute in butter with a spoon of sugar. Longer, and they turn bitter.',
      ],
      origin: 'Qaen, South Khorasan',
      harvest: 'October',
      keep: 'In the freezer: one year, and still red',
      picture: 'A white bowl heaped with small bright red barberries on a sand-coloured table.',
    },
    fa: {
      name: 'زرشک پفکی',
      size: '۲۵۰ گرم',
      line: 'ترش و خوش‌رنگ؛ سرخیِ زرشک‌پلو.',
      story: [
        'شاخه‌ها را درسته می‌چینند و در سایه می‌آویزند تا دانه از بیرون خشک و از درون نرم شود. برای همین سرخ می‌ماند و قهوه‌ای نمی‌شود.',
        'بشویید و یک دقیقه با کره و یک قاشق شکر گرم کنید. بیشتر که بماند تلخ می‌شود.',
      ],
      origin: 'قائن، خراسان جنوبی',
      harvest: 'مهر',
      keep: 'در فریزر: یک سال، با همان رنگ',
      picture: 'کاسهٔ سفید پر از دانه‌های سرخ زرشک روی میزی به رنگ ماسه.',
    },
  },
};

const limes: Product = {
  slug: 'dried-limes',
  rials: 1_850_000,
  goesWith: ['barberries', 'saffron', 'lahijan-tea'],
  words: {
    en: {
      name: 'Dried limes',
      size: '250 g',
      line: 'Sun-dried on the roofs of Jahrom; the sour heart of ghormeh sabzi.',
      story: [
        'Small limes are boiled for a minute in salt water and dried on flat roofs for a fortnight. The pale ones are younger and cleaner in taste, so we choose those.',
        'Pierce them twice before they go into the pot, and take out the seeds if you cook longer than two hours.',
      ],
      origin: 'Jahrom, Fars',
      harvest: 'December',
      keep: 'Dry and airy: two years',
      picture: 'A stack of pale brown dried limes on a dark plate, one of them cut open.',
    },
    fa: {
      name: 'لیمو عمانی',
      size: '۲۵۰ گرم',
      line: 'خشک‌شده روی بام‌های جهرم؛ ترشیِ دلنشین قورمه‌سبزی.',
      story: [
        'لیموهای کوچک را یک دقیقه در آب‌نمک می‌جوشانند و دو هفته روی بام پهن می‌کنند. روشن‌ها جوان‌تر و خوش‌طعم‌ترند؛ ما همان‌ها را جدا می‌کنیم.',
        'پیش از انداختن در خورش دو سوراخ در هر لیمو بزنید و اگر بیش از دو ساعت می‌پزید هسته‌ها را بیرون بیاورید.',
      ],
      origin: 'جهرم، فارس',
      harvest: 'آذر',
      keep: 'در جای خشک و هواگیر: دو سال',
      picture: 'چند لیمو عمانی روشن روی بشقابی تیره که یکی از آن‌ها بریده شده است.',
    },
  },
};

const dates: Product = {
  slug: 'dates',
  rials: 1_950_000,
  goesWith: ['lahijan-tea', 'pistachios', 'nabat'],
  words: {
    en: {
      name: 'Mazafati dates of Bam',
      size: '600 g box',
      line: 'Fresh, dark and almost liquid; keep them cold.',
      story: [
        'Mazafati are eaten as rotab: ripe, but not dried. They travel from Bam in a cooled van and reach you within four days of being packed.',
        'Open one, put half a walnut inside and dust it with cinnamon. There is no easier sweet.',
      ],
      origin: 'Bam, Kerman',
      harvest: 'August',
      keep: 'In the fridge: three months',
      picture: 'Glossy dark dates piled on a pale plate.',
    },
    fa: {
      name: 'رطب مضافتی بم',
      size: 'جعبهٔ ۶۰۰ گرمی',
      line: 'تازه، تیره و پرشهد؛ در یخچال نگه دارید.',
      story: [
        'مضافتی را رطب می‌خورند: رسیده، اما خشک‌نشده. از بم با خودرو یخچال‌دار می‌آید و تا چهار روز پس از بسته‌بندی به دستتان می‌رسد.',
        'یکی را باز کنید، نصف گردو در آن بگذارید و کمی دارچین بپاشید. شیرینی از این ساده‌تر نیست.',
      ],
      origin: 'بم، کرمان',
      harvest: 'مرداد',
      keep: 'در یخچال: سه ماه',
      picture: 'رطب‌های تیره و براق روی بشقابی روشن.',
    },
  },
};

/** Nuts, fruit and what sours a stew. */
export const pantry: readonly Product[] = [pistachios, barberries, limes, dates];
