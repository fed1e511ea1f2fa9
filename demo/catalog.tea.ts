import type { Product } from './catalog.js';

const saffron: Product = {
  slug: 'saffron',
  rials: 12_400_000,
  goesWith: ['nabat', 'barberries', 'rose-water'],
  words: {
    en: {
      name: 'Negin saffron',
      size: 'One mesghal, 4.6 g',
      line: 'This autumn’s first cut: long red threads, nothing else.',
      story: [
        'Picked before sunrise in the fields around Torbat-e Heydarieh and dried the same day. Negin is the cut in which only the red ends of the stigma are kept, so every thread colours.',
        'Grind a small pinch with a few grains of sugar, put the powder over an ice cube and let it melt. Cold water keeps the scent; boiling water drives it out.',
      ],
      origin: 'Torbat-e Heydarieh, Khorasan',
      harvest: 'November',
      keep: 'Dark, dry and closed: two years',
      picture: 'A small glass jar of deep red saffron threads with a brass lid, a crocus beside it.',
    },
    fa: {
      name: 'زعفران نگین',
      size: 'یک مثقال، ۴٫۶ گرم',
      line: 'نخستین چین پاییز امسال؛ رشته‌های بلند و سرخ، بی هیچ افزوده‌ای.',
      story: [
        'گل‌ها را پیش از طلوع در دشت‌های تربت حیدریه می‌چینیم و همان روز خشک می‌کنیم. در برش نگین فقط سرِ سرخِ کلاله می‌ماند؛ برای همین هر رشته رنگ می‌دهد.',
        'کمی زعفران را با چند دانه شکر بسایید، روی یک تکه یخ بریزید و بگذارید آب شود. آب سرد عطر را نگه می‌دارد و آب جوش آن را می‌پراند.',
      ],
      origin: 'تربت حیدریه، خراسان رضوی',
      harvest: 'آبان',
      keep: 'در جای تاریک و خشک با درِ بسته: دو سال',
      picture: 'شیشه‌ای کوچک از رشته‌های سرخ زعفران با درِ برنجی و یک گل زعفران در کنارش.',
    },
  },
};

const tea: Product = {
  slug: 'lahijan-tea',
  rials: 3_850_000,
  goesWith: ['nabat', 'dates', 'rose-water'],
  words: {
    en: {
      name: 'Lahijan spring tea',
      size: '250 g tin',
      line: 'Black tea of the first flush, rolled by hand, light and floral.',
      story: [
        'The slopes above Lahijan see the Caspian and get its fog. In May the first two leaves and the bud are picked, withered overnight and rolled by hand in a workshop of eleven people.',
        'Brew it the Iranian way: a strong pot over the kettle for fifteen minutes, then a third of a glass, filled up with hot water. It should be the colour of a rooster’s comb.',
      ],
      origin: 'Lahijan, Gilan',
      harvest: 'May',
      keep: 'Closed, away from spices: eighteen months',
      picture: 'A dark green tea tin next to a slim-waisted glass of amber tea on a saucer.',
    },
    fa: {
      name: 'چای بهارهٔ لاهیجان',
      size: 'قوطی ۲۵۰ گرمی',
      line: 'چای سیاه چین اول، دست‌مالش، سبک و خوش‌عطر.',
      story: [
        'دامنه‌های بالای لاهیجان رو به خزرند و از مه آن سهم می‌برند. در اردیبهشت دو برگ نخست و جوانه را می‌چینند، یک شب پلاسیده می‌کنند و در کارگاهی یازده‌نفره با دست مالش می‌دهند.',
        'روی کتری پانزده دقیقه دم کنید، یک‌سوم استکان بریزید و با آب جوش پر کنید. رنگش باید مثل تاج خروس باشد.',
      ],
      origin: 'لاهیجان، گیلان',
      harvest: 'اردیبهشت',
      keep: 'دربسته و دور از ادویه: هجده ماه',
      picture: 'قوطی سبز تیرهٔ چای کنار استکان کمرباریک چای روی نعلبکی.',
    },
  },
};

const roseWater: Product = {
  slug: 'rose-water',
  rials: 2_650_000,
  goesWith: ['saffron', 'lahijan-tea', 'pistachios'],
  words: {
    en: {
      name: 'Qamsar rose water',
      size: '500 ml bottle',
      line: 'Distilled twice in copper, from petals picked at dawn.',
      story: [
        'In Qamsar the roses open for three weeks in May. The petals go from the bush into the copper still within the hour; one kilo of petals gives one litre of first-run water.',
        'We bottle the second distillation: strong enough for halva and sholeh zard, soft enough for a spoonful in cold water.',
      ],
      origin: 'Qamsar, Kashan',
      harvest: 'May',
      keep: 'Cool, out of the sun: one year',
      picture: 'A tall clear bottle of rose water with a cork stopper, pink petals scattered around it.',
    },
    fa: {
      name: 'گلاب دوآتشهٔ قمصر',
      size: 'بطری ۵۰۰ میلی‌لیتری',
      line: 'دو بار تقطیر در دیگ مسی، از گلِ پیش از آفتاب.',
      story: [
        'گل محمدی قمصر در اردیبهشت سه هفته باز می‌ماند. گلبرگ‌ها در کمتر از یک ساعت از بوته به دیگ مسی می‌رسند و هر کیلو گل یک لیتر گلاب نخستین می‌دهد.',
        'ما گلاب دوآتشه را در بطری می‌کنیم: برای حلوا و شله‌زرد بسنده و برای یک قاشق در آب خنک ملایم است.',
      ],
      origin: 'قمصر، کاشان',
      harvest: 'اردیبهشت',
      keep: 'در جای خنک و دور از آفتاب: یک سال',
      picture: 'بطری بلند و شفاف گلاب با چوب‌پنبه و گلبرگ‌های صورتی دور آن.',
    },
  },
};

const nabat: Product = {
  slug: 'nabat',
  rials: 2_100_000,
  goesWith: ['lahijan-tea', 'saffron', 'dried-limes'],
  words: {
    en: {
      name: 'Saffron nabat',
      size: 'Twelve sticks',
      line: 'Rock sugar grown on a stick for six days, with real saffron.',
      story: [
        'Syrup, saffron and patience: the crystals grow on birch sticks in a warm room in Mashhad for six days and are never stirred.',
        'Stand one in hot tea and turn it slowly. In Iran it is also what a grandmother gives for every ache of the stomach.',
      ],
      origin: 'Mashhad, Khorasan',
      harvest: 'All year',
      keep: 'Dry: does not spoil',
      picture: 'Golden crystals of rock sugar on wooden sticks, standing in a glass.',
    },
    fa: {
      name: 'نبات زعفرانی',
      size: 'دوازده شاخه',
      line: 'بلورهایی که شش روز آرام روی چوب رشد کرده‌اند، با زعفران واقعی.',
      story: [
        'شربت، زعفران و شکیبایی: بلورها شش روز در گرم‌خانه‌ای در مشهد روی چوب توس می‌نشینند و هیچ‌کس همشان نمی‌زند.',
        'یک شاخه را در چای داغ بگذارید و آرام بچرخانید. در خانهٔ مادربزرگ‌ها داروی هر دل‌دردی هم هست.',
      ],
      origin: 'مشهد، خراسان رضوی',
      harvest: 'همهٔ سال',
      keep: 'در جای خشک: خراب نمی‌شود',
      picture: 'بلورهای طلایی نبات روی شاخه‌های چوبی در یک لیوان.',
    },
  },
};

/** Saffron, tea and what goes into the glass with it. */
export const teaAndSaffron: readonly Product[] = [saffron, tea, roseWater, nabat];
