#include "app/demo/texts.hpp"

#include <fmt/format.h>

#include <array>

namespace varde::app::demo {
namespace {

using Lines = std::vector<std::string_view>;

/// An opening, some of the observations in their order, and mostly an ending; `{}` is the child.
struct Story {
    Lines openings, observations, endings, histories;
};

const Story school{
    .openings = {"{} har den siste tiden endret seg tydelig på skolen.",
                 "Vi er bekymret for {}, som går hos oss på mellomtrinnet.",
                 "{} fortalte kontaktlæreren i dag at det er vanskelig hjemme.",
                 "Fraværet til {} har økt mye denne høsten."},
    .observations = {"Eleven kommer ofte for sent og har sjelden med seg mat.",
                     "Klærne passer dårlig til været, og ytterjakke mangler de fleste dager.",
                     "{} sier at de voksne hjemme sover når skoledagen begynner.",
                     "I timene er {} trøtt og trekker seg unna de andre.",
                     "Ved to anledninger har {} grått da det var tid for å gå hjem.",
                     "Eleven sier at det blir mye roping hjemme om kvelden.",
                     "Vi har sett et blåmerke på overarmen og fått ulike forklaringer på det."},
    .endings = {"Vi har snakket med hjemmet to ganger uten at det har endret seg.",
                "Skolen deltar gjerne i et møte og kan fortelle mer.",
                "Helsesykepleier på skolen kjenner til saken."},
    .histories = {"Samme bekymring ble tatt opp med hjemmet i vår.",
                  "Eleven begynte hos oss i fjor; vi vet lite om tiden før.", ""}};

const Story kindergarten{
    .openings = {"{} er ofte sliten og lei seg når dagen begynner hos oss.",
                 "Personalet har over tid vært urolig for {}.",
                 "{} ble i går hentet av en voksen som virket ruset."},
    .observations = {"Barnet har flere ganger hatt på seg de samme klærne en hel uke.",
                     "{} spiser mye og fort, særlig på mandager.",
                     "Bleien er ofte ikke skiftet siden kvelden før.",
                     "Barnet skvetter når voksne hever stemmen.",
                     "{} sier at «pappa blir sint» og vil ikke fortelle mer.",
                     "Avtaler om henting blir ofte ikke holdt, og vi får ikke svar på telefon."},
    .endings = {"Foreldrene er informert om at vi melder fra.",
                "Vi har notert det vi har sett dag for dag og kan sende notatene.",
                "Styrer kan nås hele dagen."},
    .histories = {"Vi har hatt to foreldresamtaler om dette.", "", ""}};

const Story health{
    .openings = {"{} har ikke møtt til de tre siste kontrollene.",
                 "Under kontrollen i dag var det flere ting som ga grunn til uro for {}.",
                 "Mor fortalte at hun er utslitt og redd for ikke å strekke til for {}."},
    .observations = {"Vekten har falt siden forrige gang uten at vi finner noen medisinsk grunn.",
                     "Barnet søkte lite kontakt, også med den voksne som fulgte.",
                     "Mor sier at hun er redd når far kommer hjem.",
                     "Det er lite mat og få klær til barnet hjemme, forteller familien selv.",
                     "Søsken passer {} store deler av dagen."},
    .endings = {"Familien ønsker hjelp og vet at vi tar kontakt med dere.",
                "Vi har tilbudt hjemmebesøk og venter på svar.", "Fastlegen er orientert."},
    .histories = {"Familien flyttet hit i vår.", "Kontrollene før sommeren var uten merknad.", ""}};

const Story police{
    .openings = {"Politiet var i natt på adressen etter melding om bråk, og {} var til stede.",
                 "{} ble i kveld funnet alene ute, lettkledd.",
                 "Under et oppdrag på adressen sov {} i rommet ved siden av.",
                 "{} ble stanset av patrulje sammen med eldre ungdommer."},
    .observations = {"En av de voksne var tydelig beruset og ble tatt med fra stedet.",
                     "Det var knust glass på gulvet i stuen og på kjøkkenet.",
                     "Barnet var redd, men uskadd, og ble tatt hånd om av en patrulje.",
                     "Den andre voksne virket klar og kunne ta vare på barnet i natt.",
                     "Det er registrert flere oppdrag på adressen i år."},
    .endings = {"Saken er under etterforskning, og det er ikke tatt stilling til avhør.",
                "Barnevernvakten ble varslet på telefon.",
                "Det bør avklares hvem barnet skal bo hos de neste dagene."},
    .histories = {"Tidligere oppdrag på adressen gjaldt støy.", "", ""}};

const Story neighbour{
    .openings = {"Jeg bor i samme oppgang og er urolig for {}.",
                 "Vi hører ofte skriking fra leiligheten der {} bor.",
                 "Jeg har lenge tenkt på om jeg burde si fra om {}."},
    .observations = {"Barnet er ofte ute alene til langt på kveld.",
                     "Om natten er det høy musikk og mange fremmede i leiligheten.",
                     "Forrige uke ringte {} på hos oss og spurte om mat.",
                     "Jeg har sett at barnet sitter alene i trappen når ingen åpner.",
                     "De voksne svarer ikke når noen prøver å snakke med dem."},
    .endings = {"Jeg håper noen kan se hvordan de har det.",
                "Jeg vil helst ikke at de får vite at det er jeg som melder.",
                "Det kan hende jeg tar feil, men jeg klarer ikke å la være å si fra."},
    .histories = {"Slik har det vært siden i sommer.", "", ""}};

const Story family{
    .openings = {"Jeg er i slekt med {} og er redd for hvordan barnet har det.",
                 "{} har bodd mye hos meg i det siste og vil ikke hjem.",
                 "Etter samlivsbruddet har det blitt verre for {}."},
    .observations = {"Den ene av foreldrene drikker mye i helgene.",
                     "{} må passe de små søsknene alene.",
                     "Barnet forteller om krangler der ting blir kastet.",
                     "Skolearbeid og søvn går det ut over.",
                     "Jeg har prøvd å snakke med foreldrene, men de ble sinte."},
    .endings = {"Jeg kan ha barnet hos meg om det trengs.",
                "Ring meg gjerne, helst etter klokken fire.",
                "Jeg ønsker at de skal få hjelp, ikke straff."},
    .histories = {"Familien fikk hjelp for noen år siden, og da gikk det bedre.", "", ""}};

const Story& story_of(Setting setting)
{
    constexpr std::array stories{&school, &kindergarten, &health, &police, &neighbour, &family};
    return *stories[std::size_t(setting)];
}

const Lines& notes(Note note)
{
    static const std::array<Lines, 12> all{{
        {"Opplysningene gir ikke grunn til å undersøke nærmere. Hjemmet har fått råd.",
         "Forholdet er avklart med skolen og familien; det er ikke grunn til undersøkelse."},
        {"Bekymringen er konkret og gjentatt. Undersøkelse åpnes.",
         "Flere opplysninger peker samme vei. Familien kalles inn til samtale."},
        {"Barnet har allerede en sak hos oss. Meldingen legges i den.",
         "Undersøkelse pågår; meldingen er ny opplysning i saken."},
        {"Barnet kan være i fare nå. Vi reiser ut i dag.",
         "Akutt: hjemmebesøk samme dag sammen med vakten."},
        {"Takk for meldingen. Vi har gått gjennom den og åpnet undersøkelse.",
         "Takk for at dere sa fra. Saken følges opp, og vi tar kontakt om vi trenger mer.",
         "Meldingen er mottatt og vurdert. Vi følger opp familien videre."},
        {"Takk for meldingen. Vi har vurdert den og åpner ikke undersøkelse nå. Meld fra igjen om "
         "noe endrer seg.",
         "Meldingen er gjennomgått. Den er henlagt, og hjemmet har fått tilbud om veiledning."},
        {"Videre arbeid skjer i saken.", "Ferdig behandlet som melding."},
        {"Barnet bor i deres område.", "Familien har flyttet; hører til hos dere.",
         "Kom til oss utenom kontortid. Oversendes for videre oppfølging."},
        {"Adressen viste seg å høre til hos dere likevel.",
         "Søsken har sak hos dere; bør følges opp samlet."},
        {"Barnet er ikke registrert bosatt hos oss.", "Adressen ligger i en annen bydel."},
        {"Du kjenner familien fra før.", "Jeg er borte fra i morgen; kan du overta?"},
        {"Meldt to ganger ved en feil; se den andre meldingen.",
         "Vi har fått nye opplysninger og ønsker å trekke meldingen."},
    }};
    return all[std::size_t(note)];
}

std::string about(std::string_view sentence, std::string_view child)
{
    std::string text(sentence);
    if (const auto at = text.find("{}"); at != std::string::npos)
        text.replace(at, 2, child);
    return text;
}

std::string one_of(Choice& choice, const Lines& lines)
{
    return std::string(choice.of(std::span(lines)));
}

/// A page of one line, so that a viewer has something to show.
std::string make_pdf(std::string_view line)
{
    const auto drawing = fmt::format("BT /F1 14 Tf 60 760 Td ({}) Tj ET", line);
    const std::array objects{
        std::string("<</Type/Catalog/Pages 2 0 R>>"),
        std::string("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        std::string("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                    "/Resources<</Font<</F1 5 0 R>>>>>>"),
        fmt::format("<</Length {}>>stream\n{}\nendstream", drawing.size(), drawing),
        std::string("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")};
    std::string pdf = "%PDF-1.4\n", places = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        places += fmt::format("{:010} 00000 n \n", pdf.size());
        pdf += fmt::format("{} 0 obj{}endobj\n", i + 1, objects[i]);
    }
    const auto table = pdf.size();
    return pdf +
           fmt::format("xref\n0 {0}\n{1}trailer<</Size {0}/Root 1 0 R>>\nstartxref\n{2}\n%%EOF\n",
                       objects.size() + 1, places, table);
}

}  // namespace

Concern make_concern(Choice& choice, Setting setting, std::string_view child)
{
    const auto& story = story_of(setting);
    Concern concern{.text = about(one_of(choice, story.openings), child)};
    const int wanted = choice.between(1, 4);
    int taken = 0;
    for (std::size_t i = 0; i < story.observations.size() && taken < wanted; ++i) {
        const auto left = story.observations.size() - i;
        if (left > std::size_t(wanted - taken) && !choice.percent(55))
            continue;
        concern.text += " " + about(story.observations[i], child);
        ++taken;
    }
    if (choice.percent(75))
        concern.text += " " + about(one_of(choice, story.endings), child);
    concern.history = one_of(choice, story.histories);
    return concern;
}

std::string make_danger_reason(Choice& choice)
{
    static const Lines reasons{"Barnet er der nå, og den voksne er ikke i stand til å ta vare på "
                               "det.",
                               "Det er fortalt om vold i dag.", "Barnet tør ikke å gå hjem.",
                               "Ingen voksne er å få tak i."};
    return one_of(choice, reasons);
}

std::string make_address(Choice& choice)
{
    static const Lines streets{"Eksempelveien", "Testgata",    "Prøvesvingen", "Demobakken",
                               "Mønsterstien",  "Fiktivveien", "Liksomgata"};
    return fmt::format("{} {}", one_of(choice, streets), choice.between(1, 98));
}

/// Numbers that nobody has: Norwegian mobile numbers begin with 4 or 9, these with 00.
std::string make_phone(Choice& choice)
{
    return fmt::format("00 00 {:02} {:02}", choice.between(0, 99), choice.between(0, 99));
}

std::string make_note(Choice& choice, Note note) { return one_of(choice, notes(note)); }

MadeFile make_file(Choice& choice, Setting setting, std::string_view child)
{
    if (setting == Setting::police || choice.percent(40))
        return {"rapport.pdf", "application/pdf",
                make_pdf(fmt::format("Demo: rapport om {}. Ingen virkelige personer.", child))};
    std::string text = fmt::format("Demo: notater om {}. Ingen virkelige personer.\n\n", child);
    for (const auto& line : story_of(setting).observations)
        if (choice.percent(60))
            text += "- " + about(line, child) + "\n";
    return {"observasjoner.txt", "text/plain", text};
}

}  // namespace varde::app::demo
