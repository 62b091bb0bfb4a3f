// Dutch, Swedish, Polish and Turkish.
import { type Language, lines, words } from './language.js';

export const dutch: Language = {
  code: 'nl',
  texts: 120,
  given: words(
    'Johannes=Jan, Cornelia=Corrie, Willem=Wim, Geertruida=Truus, Pieter=Piet, Anneke=Annie, Sjoerd=Sjoertje, Femke=Fem, Hendrik=Henk',
  ),
  family: words(
    "van der Meer, de Vries, Jansen, van 't Hof, ter Horst, Bakker, Hoekstra, El Amrani, Visser-de Boer, de Jong, Kok, Vanderstraeten",
  ),
  hospitals: words(
    'Ziekenhuis De Linde, UMC Westerdam, Sint-Jansziekenhuis, MC Zuiderpoort, AZ Sint-Barbara, Diaconessenhuis Noord',
  ),
  wards: words('Afdeling 3 Noord, Kamer 18, IC 2'),
  towns: words('Zwolle, Leeuwarden, Den Bosch, Gent, Hoorn, Venlo'),
  addresses: words('Dorpsstraat 14, Prinsengracht 220 hs, Kerkweg 3a, Meidoornlaan 51, Oude Gracht 9'),
  phones: words('020-555 ####, 06-5550####, +31 10 555 ####, +32 9 555 ## ##'),
  months: words('januari, februari, maart, april, mei, juni, juli, augustus, september, oktober, november, december'),
  dates: words('DD-MM-YYYY, D-M-YY, DD/MM/YYYY, DD.MM.YYYY'),
  dateWords: words('D MON YYYY, MON YYYY, d.d. D MON, D MON YY'),
  header: lines(`
    CT thorax met contrast {PL}
    MRI hersenen zonder contrast
    X-thorax PA en lateraal
    Echo abdomen {P}
    dr. {D} MRI knie links
    Mw. {PL} mammografie
    Ziekte van Crohn, MR enterografie
    Hodgkin lymfoom, restadiëring
    Laborant: {DI}
    Extern {H} {DT}
    Aanvrager {DF}
    Bakerse cyste rechts
  `),
  notes: lines(`
    Patiënt {P}, wonende {A} te {T}.
    Mevrouw {PL} verwezen door dr. {DF}, tel. {F}.
    Dhr. {PL} komt met zijn dochter {R}. Claustrofobie.
    BSN {N}, patiëntnr {NP}, opname {DT} op {W}.
    VG: mammacarcinoom, OK in {DW} door {D} in {H}.
    Man van {G} jaar, val thuis, gebruikt acenocoumarol.
    90 ml Visipaque 320, flow 3 ml/s, delay 70 s. DLP 430 mGy*cm.
    Overleg met {D}, arts-assistent SEH.
    Echtgenoot {R} gebeld op {F}.
    Ziekte van Bechterew, gebruikt adalimumab.
  `),
  report: lines(`
    Geen pleuravocht, geen consolidaties.
    Vergeleken met het onderzoek van {DT} uit {H}.
    Verslag: {DF}, radioloog
    Geautoriseerd door {D} op {DT}
    Geachte collega {D}, dank voor de verwijzing van mevrouw {PL}.
    Bosniak II cyste in de linker nier, 21 mm.
    Nodus van 6 mm rechter bovenkwab, controle na 12 maanden volgens Fleischner.
    Gleason 3+4 adenocarcinoom, PI-RADS 4.
    Bevindingen telefonisch doorgegeven aan {DF}.
    De zus van patiënte, {R}, is ingelicht.
    Modic 2 veranderingen L4-L5, Schmorlse noduli.
    Besproken met {D} en {D}.
    Met vriendelijke groet, {DF}
  `),
};

export const swedish: Language = {
  code: 'sv',
  texts: 100,
  given: words(
    'Karl=Kalle, Birgitta=Gittan, Lars=Lasse, Margareta=Maggan, Anders=Adde, Kristina=Stina, Åke=Åkan, Ingrid=Inga, Björn=Nalle',
  ),
  family: words(
    'Lindqvist=Lindqvists, af Ekenstam, Öberg=Öbergs, Sjögren-Holm, Lund=Lunds, Nyström=Nyströms, Bergman=Bergmans, von Essen, Rask, Åkerblom=Åkerbloms, Ali=Alis, Hjelm=Hjelms',
  ),
  hospitals: words(
    'Sankt Olofs sjukhus, Norrviks lasarett, Ekbackens vårdcentral, Universitetssjukhuset i Sundby, Capio Lindens, Länssjukhuset Ryd',
  ),
  wards: words('Avdelning 34, Sal 5, IVA 2'),
  towns: words('Västerås, Umeå, Lund, Kristianstad, Borås, Åmål'),
  addresses: words('Storgatan 12, Björkvägen 3B, Kungsgatan 44, Södra Promenaden 7, Skolgränd 1'),
  phones: words('070-555 ## ##, 08-555 ###, +46 31 555 ###, 0500-55 ## ##'),
  months: words('januari, februari, mars, april, maj, juni, juli, augusti, september, oktober, november, december'),
  dates: words('YYYY-MM-DD, D/M YYYY, YYMMDD, DD.MM.YYYY'),
  dateWords: words('D MON YYYY, den D MON, MON YYYY, D:e MON YYYY'),
  header: lines(`
    DT thorax med kontrast {PL}
    MR hjärna utan kontrast
    Lungröntgen front och sida
    Ultraljud buk {P}
    dr {D} MR knä vä
    Morbus Crohn, MR tunntarm
    Hodgkins lymfom, uppföljning
    Ssk {DI}
    Remittent {DF}
    Bakercysta höger
  `),
  notes: lines(`
    Patienten {P}, bor på {A} i {T}.
    Remiss från dr {DF}, tel {F}.
    Kommer med dottern {R}. Klaustrofobi, fick Stesolid.
    Personnr {N}, inlagd {DT} på {W}.
    Opererad i {DW} av {D} på {H}.
    {G}-årig man, fall i hemmet, Waran.
    80 ml Omnipaque 350, 3 ml/s. DLP 410 mGycm.
    Maken {R} uppringd {DT}.
    Diskuterat med {D}, jourläkare.
  `),
  report: lines(`
    Ingen pleuravätska eller konsolidering.
    Jämfört med undersökning {DT} från {H}.
    Granskat av {DF}, överläkare
    Signerat {D} {DT}
    Bäste kollega {D}, tack för remissen av fru {PL}.
    Bosniak II-cysta i vänster njure, 20 mm.
    Gleason 3+4, PI-RADS 4 i perifera zonen.
    Svar lämnat per telefon till {DF}.
    Patientens syster, {R}, är informerad.
    Scheuermanns sjukdom med Schmorlska noduli.
    Bedömt tillsammans med {D} och {D}.
    Vänliga hälsningar {DF}
  `),
};

export const polish: Language = {
  code: 'pl',
  texts: 120,
  given: words(
    'Małgorzata=Gosia, Stanisław=Staszek, Katarzyna=Kasia, Wojciech=Wojtek, Agnieszka=Aga, Zbigniew=Zbyszek, Elżbieta=Ela, Grzegorz=Grzesiek, Jadwiga=Jadzia',
  ),
  family: words(
    'Kowalski=Kowalskiego, Nowak=Nowaka, Wójcik=Wójcika, Zieliński=Zielińskiego, Szczepaniak=Szczepaniaka, Mazur=Mazurowi, Wróbel=Wróbla, Krawczyk=Krawczyka, Dąbrowski=Dąbrowskim, Gołąb=Gołębia, Lis=Lisa, Żuraw=Żurawia',
  ),
  hospitals: words(
    'Szpital św. Łukasza, Szpital Miejski w Borowie, Centrum Medyczne Zdrój, Klinika Pod Lipami, SPZOZ Nowa Góra, Przychodnia Leśna',
  ),
  wards: words('Oddział Chirurgii II, sala 12, OIOM'),
  towns: words('Białystok, Rzeszów, Zielona Góra, Gdynia, Opole, Piła'),
  addresses: words('ul. Lipowa 12/4, al. Wolności 88, os. Słoneczne 5 m. 21, ul. Mickiewicza 3, pl. Zamkowy 7'),
  phones: words('22 555 ## ##, +48 600 55# ###, 501-555-###, tel. 0-85 555 ###'),
  months: words(
    'stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września, października, listopada, grudnia',
  ),
  dates: words('DD.MM.YYYY, D.M.YYYY r., DD-MM-YYYY, YYYY-MM-DD'),
  dateWords: words('D MON YYYY, D MON YYYY r., dnia D MON'),
  header: lines(`
    TK klatki piersiowej z kontrastem {PL}
    RM głowy bez i z kontrastem
    RTG klatki piersiowej PA
    USG jamy brzusznej {P}
    dr {D} RM kolana lewego
    Pani {PL} mammografia
    Choroba Crohna, enterografia MR
    Chłoniak Hodgkina, kontrola
    Opisujący: {DF}
    Torbiel Bakera
    Zlec. {DI}
  `),
  notes: lines(`
    Pacjent {P}, zam. {A}, {T}.
    Badanie pana {PG} wykonano w trybie pilnym.
    Skierowana przez dr {DF}, tel. {F}.
    Przyszła z córką {R}. Klaustrofobia.
    PESEL {N}, nr hist. chor. {NP}, przyjęty {DT}, {W}.
    Operowany {DW} przez dr. {DG} w {H}.
    Mężczyzna {G} lat, upadek, leczony warfaryną.
    90 ml Ultravist 370, przepływ 3 ml/s. DLP 450 mGy*cm.
    Mąż {R} powiadomiony {DT}.
    Konsultowano z {DG}, lekarzem dyżurnym.
  `),
  report: lines(`
    Nie stwierdza się płynu w jamach opłucnej.
    W porównaniu z badaniem z {DT} ({H}) obraz bez zmian.
    Opisał: lek. {DF}
    Lekarz opisujący {DF}
    Szanowny Panie Doktorze {DG}, dziękuję za skierowanie pani {PL}.
    Torbiel nerki lewej Bosniak II, 22 mm.
    Guzek 6 mm w płacie górnym, kontrola wg Fleischnera za 12 miesięcy.
    Rak gruczołowy Gleason 3+4, PI-RADS 4.
    Wynik przekazano telefonicznie dr {DG}.
    Choroba Pageta miednicy. Guzki Schmorla w Th11.
    Żona, {R}, została poinformowana.
    Konsultacja: {D} i {D}.
  `),
};

export const turkish: Language = {
  code: 'tr',
  texts: 110,
  given: words(
    'Mehmet=Memo, Ayşegül=Ayşe, Mustafa=Musti, Fatma=Fatoş, İbrahim=İbo, Zeynep=Zeyno, Süleyman=Sülo, Emine=Emoş, Gökhan=Göko',
  ),
  family: words(
    "Yılmaz=Yılmaz'ın, Öztürk=Öztürk'ün, Çelik=Çelik'in, Kılıç=Kılıç'a, Şahin=Şahin'in, Güneş=Güneş'in, Taş=Taş'ın, Aydın=Aydın'a, Karagöz=Karagöz'ün",
  ),
  hospitals: words(
    'Yeşilova Devlet Hastanesi, Özel Çınar Hastanesi, Gölbaşı Eğitim ve Araştırma Hastanesi, Anadolu Tıp Merkezi, Lokman Kliniği',
  ),
  wards: words('Dahiliye servisi 3, Oda 412, Yoğun Bakım 2'),
  towns: words('Eskişehir, Muğla, Diyarbakır, Ordu, Çorum, Bursa'),
  addresses: words('Atatürk Cad. No: 14, Gül Sokak 5/3, Cumhuriyet Mah. 112. Sk. No 7, İnönü Bulvarı 88'),
  phones: words('0532 555 ## ##, +90 212 555 ## ##, 0312 555 ####'),
  months: words('Ocak, Şubat, Mart, Nisan, Mayıs, Haziran, Temmuz, Ağustos, Eylül, Ekim, Kasım, Aralık'),
  dates: words('DD.MM.YYYY, DD/MM/YYYY, D.M.YY'),
  dateWords: words("D MON YYYY, MON YYYY, D MON'da"),
  header: lines(`
    Toraks BT kontrastlı {PL}
    Beyin MR kontrastsız
    PA akciğer grafisi
    Batın USG {P}
    Dr. {D} sol diz MR
    Crohn hastalığı, MR enterografi
    Hodgkin lenfoma kontrol
    İsteyen: {DF}
    Baker kisti sağ
  `),
  notes: lines(`
    Hasta {P}, adres {A}, {T}.
    Hasta {PG} tetkikleri incelendi.
    Dr. {DF} tarafından gönderildi, tel {F}.
    Kızı {R} ile geldi. Klostrofobi mevcut.
    TC kimlik no {N}, protokol no {NP}, yatış {DT}, {W}.
    {DW} tarihinde {H} bünyesinde Dr. {D} tarafından opere edildi.
    {G} yaşında erkek, düşme, varfarin kullanıyor.
    Omnipaque 350 90 ml, 3 ml/sn. DLP 440 mGy*cm.
    Eşi {R} bilgilendirildi.
  `),
  report: lines(`
    Plevral efüzyon izlenmedi.
    {DT} tarihli tetkik ile karşılaştırıldı ({H}).
    Raporlayan: Uzm. Dr. {DF}
    Onaylayan {DF}
    Sayın Dr. {D}, hastanız {PL} için teşekkür ederiz.
    Sol böbrekte 21 mm Bosniak II kist.
    Gleason 3+4 adenokarsinom, PI-RADS 4.
    Bulgular Dr. {DG} telefonla bildirildi.
    Schmorl nodülleri ve Modic 2 değişiklikleri.
    Sayın {PL} Bey kontrol için çağrıldı.
    Prof. Dr. {DF} ile konsülte edildi.
  `),
};
