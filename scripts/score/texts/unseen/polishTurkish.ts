// Polish and Turkish of the scoring set.
import { type Language, lines, words } from '../language.js';

export const polish: Language = {
  code: 'pl',
  texts: 56,
  given: words(
    'Bogumiła=Bogusia, Przemysław=Przemek, Oksana=Ksenia, Mieczysław=Mietek, Aleksandra=Ola, Kazimierz=Kazik, Władysława=Władzia, Nguyen=Wiet, Tadeusz=Tadek, Genowefa=Gienia',
  ),
  family: words(
    'Sikorski=Sikorskiego, Jabłoński=Jabłońskiego, Pawlak=Pawlaka, Gajewski=Gajewskiemu, Shevchenko=Shevchenki, Zając=Zająca, Wrona=Wrony, Kubiak=Kubiakiem, Ostrowski=Ostrowskim, Tran=Trana, Malinowski=Malinowskiego, Bąk=Bąka, Sowa=Sowy, Piekarz=Piekarza',
  ),
  hospitals: words(
    'Szpital Powiatowy w Brzezinie, NZOZ Jarzębina, Uniwersyteckie Centrum Kliniczne Zarzecze, Pracownia Diagnostyki Promyk, Dom Opieki Złota Jesień, Szpital Kolejowy Wierzbno, Poradnia Zdrowie Plus, WSS im. Tomickiego',
  ),
  wards: words('Kardiologia B, SOR, Neurologia C, Położnictwo, OIT 1'),
  towns: words('Suwałki, Nowy Sącz, Chełm, Kielce, Żary, Brzeg, Lwów'),
  addresses: words(
    'ul. Kwiatowa 7 m. 3, Rynek 14, ul. 3 Maja 22a, Nowa Wieś 41, al. Lipowa 108/15, skr. poczt. 12, ul. Młyńska 6',
  ),
  phones: words('+48 22 555 ## ##, 600 555 ###, (12) 555-##-##, wew. ##18, 0048 505 555 ###'),
  months: words(
    'stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września, października, listopada, grudnia',
  ),
  monthsShort: words('sty, lut, mar, kwi, maj, cze, lip, sie, wrz, paź, lis, gru'),
  dates: words('D.MM.YYYY, DD/MM/YYYY, DD.MM.YY r., YYYY.MM.DD, YYYY-MM-DD'),
  dateWords: words('D MON YYYY, D MMM YYYY, D MON YYYY r., na początku MM.YYYY, D MON YYYYr.'),
  days: words('D MON, D.MM, DD.MM., dn. D MON'),
  header: lines(`
    {P} RTG ręki P
    TK głowy {PL} uraz {DY}
    Poprz. {H} {DT}
    Tech. {TI}
    Lek. kier. {D}
    Płyta: {H}
    RTG przyłóżkowe {W}
    {DB} bark L
    {G} l., upadek, biodro P
    POZ {D}, {T}
    Oddzwonić {F}
    MRCP, zesp. Mirizziego?
    Lisfranc, RTG w obciążeniu
    PET-CT Deauville
    Ramię B, tydz. 12
    Perthes L, Lauenstein
    Sudeck nadgarstka P?
    Przepuklina Spiegela, USG
  `),
  notes: lines(`
    {PL} {PF}, ur. {DT}, przekazany ({H}) z powodu krwiomoczu.
    Dzwonił dr {D}, {H} ({F}), wynik podano o 13:50.
    Mieszka z siostrą {R}, {A}, {T}.
    Zgodę podpisała matka {R}; ojciec pod {F}.
    Prosi, by mówić do niego {PN}. Niedosłyszy.
    Rozrusznik nr {S}, wszczepiony {DW} przez {D}.
    Wypadek {DT}, auto {K}, w pasach.
    Zdjęcia {P} trafiły pod {AC}, poprawił {TI}.
    Nr polisy {N}, dowód {N}, sprawdził {TI}.
    Wynik na {E}, kopia dla fizjoterapeuty {D}.
    Na opasce {PT}, poprawiono.
    Wg żony {R} spadł ze schodów {DY}.
    Badanie {PG} przerwano, duszność.
    Na Eliquisie, Hb 7,9. Smoliste stolce 2 dni. Czynne krwawienie?
    Wells 4,5; D-dimer 2100; sat. 87 %. Podejrzenie ZP.
    Murphy +, CRP 130, gorączka 38,7. Na czczo 6 h.
    Child B7, AFP 380, zmiana w seg. IV, kryteria mediolańskie.
    Phalen i Tinel +, Dupuytren operowany. Cieśń nadgarstka.
    Iomeron 350 100 ml, 18 G, 4 ml/s. DLP 580. Bez wynaczynienia.
  `),
  report: lines(`
    Wskazanie: ból brzucha u pani {PL}, lat {G}.
    Porównano z TK ({H}) z dn. {DT} ({AC}).
    Drogi {D}, dziękuję za skierowanie {P}.
    {PF} zgłosił się z żoną {R}.
    Z poważaniem {DF}
    Wykonał {D}, opisał {DF} ({H}).
    Uzupełnienie {DT}: oceniono ponownie z {DG}, bez zmian.
    Syn {R} zawiadomiony pod {F}.
    Konsultowany przez {DG} ({T}), {DW}.
    Bez cech zespołu Budda-Chiariego. Płat Riedla.
    Zwężenie t. szyjnej 60 % (NASCET), koło Willisa pełne.
    Złamanie Maisonneuve'a, diastaza 4 mm.
    Choroba Forestiera; Baastrup L3-L4.
    Ubytek Hilla-Sachsa, Bankart kostny.
    Guzek TI-RADS 4, Bethesda II. Wnioski: Hinchey Ib.
  `),
};

export const turkish: Language = {
  code: 'tr',
  texts: 56,
  given: words(
    'Abdurrahman=Apo, Nurgül=Nuriş, Rojda=Roj, Hüseyin=Hüso, Müzeyyen=Müzo, Berkay=Berko, Şerife=Şero, Khaled=Halo, Ferhat=Fero, Gülizar=Gülo',
  ),
  family: words(
    "Demirtaş=Demirtaş'ın, Koç=Koç'a, Akgül=Akgül'ün, Erdoğdu=Erdoğdu'nun, Bulut=Bulut'un, Yurdakul=Yurdakul'un, al-Halabi=al-Halabi'nin, Tekin=Tekin'e, Çakır=Çakır'ın, Deniz=Deniz'in, Ünal=Ünal'a, Sarıkaya=Sarıkaya'nın",
  ),
  hospitals: words(
    'Çamlık Şehir Hastanesi, Özel Pınar Görüntüleme, Kuzey Üniversitesi Hastanesi, Aile Sağlığı Merkezi Yamaç, Bahçeköy Tıp Fakültesi, Medikal Işık, Nar Diş Polikliniği',
  ),
  wards: words('Kardiyoloji 2. kat, Acil kırmızı alan, Kadın doğum servisi, YBÜ 5'),
  towns: words('Kastamonu, Mersin, Lefkoşa, Batman, Rize, Uşak, Ağrı'),
  addresses: words(
    'Barbaros Mah. Lale Sk. 18/7, Fatih Cd. 203, Menekşe Apt. D:4, Sahil Yolu No:55, Köyiçi mevkii 9, İstiklal Cd. 31 Kat 2',
  ),
  phones: words('0 (212) 555 ####, 0555-555-##-##, +90 532 555 ####, dahili ##16, 444 5 ###'),
  months: words('Ocak, Şubat, Mart, Nisan, Mayıs, Haziran, Temmuz, Ağustos, Eylül, Ekim, Kasım, Aralık'),
  dates: words('D.M.YYYY, DD-MM-YYYY, DD.MM.YY, DD/MM/YY, YYYY-MM-DD'),
  dateWords: words("MON YYYY, D MON YYYY, MON YYYY'de, D MON YYYY'te, YYYY MON"),
  days: words("D MON, DD.MM, D/M, D MON'da"),
  header: lines(`
    {P} sağ el grafisi
    Kranial BT {PL} düşme {DY}
    Önceki {H} {DT}
    Tekn. {TI}
    İstem: {D}
    CD {H}
    Yatak başı AC {W}
    {DB} sol omuz
    {G} y, düşme, sağ kalça
    AH {D}, {T}
    Aranacak {F}
    MRCP, Mirizzi?
    Lisfranc, basarak grafi
    PET-BT Deauville
    B kolu, 12. hafta
    Perthes sol kalça
    Spiegel hernisi, USG
    Kienböck, el bilek MR
  `),
  notes: lines(`
    {PF} {PL}, doğum {DT}, hematüri nedeniyle {H} sevkli.
    {H} Dr. {D} aradı ({F}), sonuç 13.50'de bildirildi.
    Kız kardeşi {R} ile {A}, {T} adresinde yaşıyor.
    Onam annesi {R} tarafından imzalandı; babası {F}.
    {PN} diye hitap edilmesini istiyor. Az duyuyor.
    Kalp pili no {S}, {DW} Dr. {D} taktı.
    Trafik kazası {DT}, araç {K}, emniyet kemeri takılı.
    {P} görüntüleri {AC} altına gitmiş, {TI} düzeltti.
    SGK no {N}, {TI} kontrol etti.
    Rapor {E} adresine, kopya fizyoterapist {D}.
    Bileklikte {PT} yazıyor, düzeltildi.
    Eşi {R} merdivenden düştüğünü söylüyor {DY}.
    {PG} çekimi yarıda kesildi, nefes darlığı.
    Eliquis kullanıyor, Hb 7,9. 2 gündür melena. Aktif kanama?
    Wells 4,5; D-dimer 2100; sat % 87. PE şüphesi.
    Murphy +, CRP 130, ateş 38,7. 6 saat aç.
    Child B7, AFP 380, segment IV lezyon, Milan kriterleri.
    Phalen ve Tinel +, Dupuytren opere. Karpal tünel?
    Iomeron 350 100 cc, 18 G, 4 cc/sn. DLP 580. Ekstravazasyon yok.
  `),
  report: lines(`
    Endikasyon: {PL} Hanım, {G} yaş, karın ağrısı.
    {H} {DT} tarihli BT ({AC}) ile karşılaştırıldı.
    Değerli meslektaşım {D}, {P} için teşekkür ederim.
    {PF} eşi {R} ile başvurdu.
    Saygılarımla, {DF}
    Çekim {D}, rapor {DF} ({H}).
    Ek {DT}: {D} ile yeniden değerlendirildi, değişiklik yok.
    Oğlu {R} {F} numarasından arandı.
    {DW} {T} Dr. {DB} tarafından görüldü.
    Budd-Chiari bulgusu yok. Riedel lobu.
    Karotiste % 60 darlık (NASCET), Willis poligonu tam.
    Maisonneuve kırığı, diastaz 4 mm. Lisfranc yok.
    Forestier hastalığı; L3-L4 Baastrup.
    Hill-Sachs lezyonu ve kemik Bankart.
    TI-RADS 4 nodül, Bethesda II. Sonuç: Hinchey Ib.
  `),
};
