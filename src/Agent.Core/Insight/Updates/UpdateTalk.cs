using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>Whose words a line is.</summary>
internal enum Voice
{
    /// <summary>The buyer's own.</summary>
    Buyer,

    /// <summary>Ours in a talk or a message; what we say binds the buyer to nothing.</summary>
    Seller,

    /// <summary>Our record of what happened: a note, or minutes of a talk.</summary>
    Record,
}

/// <summary>A sentence of the activity.</summary>
/// <param name="Text">The activity.</param>
/// <param name="Utterance">Who said it.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="Index">Its position in the activity.</param>
/// <param name="Paragraph">Its paragraph; stretches between empty lines, or one utterance of a talk.</param>
/// <param name="Voice">Whose words it is.</param>
/// <param name="Doubts">What keeps it from being a fact about this deal.</param>
internal sealed record UpdateLine(ReadActivity Text, Utterance Utterance, Sentence Sentence, int Index, int Paragraph, Voice Voice, Doubt Doubts)
{
    public TokenList Tokens => Sentence.Tokens;

    public string Words => Text.Text[Sentence.Start..Sentence.End];

    public Evidence Quote => Text.Quote(Utterance, Sentence);

    /// <summary>True when nothing speaks against taking the whole line as a fact of this deal.</summary>
    public bool IsSolid => Doubts == Doubt.None;

    public IReadOnlyList<DateMention> Dates => Reading.Dates.Find(Text.Text, Sentence, Text.Day);
}

/// <summary>One activity, line by line, with the record that it may change.</summary>
internal sealed class UpdateTalk
{
    private const int LeastProof = 3;

    private readonly HashSet<string> _ours;
    private readonly HashSet<string> _about;
    private readonly HashSet<string> _account;
    private readonly Dictionary<string, string> _marks = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, bool> _isOurs = [];
    private readonly bool _someAreOurs;

    public UpdateTalk(DealFile file, Activity activity, ReadActivity text, DateOnly today)
    {
        (File, Activity, Today) = (file, activity, today);
        _ours = activity.Participants.Where(p => p.UserId is not null).Select(p => p.Name).Append(file.Owner?.Name).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var account = file.Account?.Name ?? "";
        _about = file.Deal.Name.Split([' ', '-', '–', ',', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3 && !w.Any(char.IsAsciiDigit) && !account.Contains(w, StringComparison.OrdinalIgnoreCase)).Select(w => w.ToLowerInvariant()).ToHashSet();
        _account = account.Split([' ', '-', '–', ',', '/', '(', ')', '.'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 2).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in _ours)
            AddMarks(name, LineWords.Ours);
        foreach (var stakeholder in file.Stakeholders)
            AddMarks(stakeholder.Contact.Name, LineWords.Theirs);
        var speakers = text.Utterances.Select(u => u.Speaker).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        IsTalk = text.Kind != ActivityKind.Email && speakers.Count > 1 && IsInTurns(text) && speakers.Exists(s => IsOurs(s) || Known(s) is not null || text.Utterances.Any(u => u.Speaker == s && u.Side != Side.Unknown));
        Text = IsTalk || text.Kind == ActivityKind.Email ? text : AsMinutes(text);
        _someAreOurs = IsTalk && Text.Utterances.Any(u => IsOurs(u.Speaker));
        Lines = Doubts.Mark(this, [.. ReadLines()]);
    }

    /// <summary>The parts of a name and its initials, as minutes have them.</summary>
    private void AddMarks(string name, string mark)
    {
        foreach (var part in Names.Parts(name).Append(Names.Initials(name)).Where(p => p.Length > 1))
            _marks.TryAdd(part, mark);
    }

    /// <summary>True where nearly every line is somebody's turn: the items of minutes ("Jo: sends the list") have labels as well, among lines that have none.</summary>
    private static bool IsInTurns(ReadActivity text)
    {
        const double mostLinesATurn = 1.5;
        var lines = text.Text.Split('\n').Count(l => !string.IsNullOrWhiteSpace(l));
        var turns = text.Utterances.Count(u => u.Speaker is not null);
        var listed = text.Utterances.Count(u => u.Speaker is not null && LineStart(text.Text, u.Start) is '-' or '*' or '•' or '–' or '>' or '+' or (>= '0' and <= '9'));
        return lines <= turns * mostLinesATurn && listed * 2 < turns;
    }

    private static char LineStart(string text, int at)
    {
        var start = at > 0 ? text.LastIndexOf('\n', at - 1) + 1 : 0;
        while (start < text.Length && text[start] is ' ' or '\t')
            start++;
        return start < text.Length ? text[start] : ' ';
    }

    public DealFile File { get; }

    public Activity Activity { get; }

    public ReadActivity Text { get; }

    public DateOnly Today { get; }

    /// <summary>True for a word of the deal's name, in one or many: what the deal is about.</summary>
    public bool IsDealWord(string word) => _about.Any(w => w == word || w + "s" == word || w == word + "s");

    /// <summary>True when the line names what the deal is about.</summary>
    public bool IsAboutDeal(UpdateLine line) => line.Tokens.Any(t => IsDealWord(t.Norm));

    /// <summary>What a word with a capital names: one of ours, one of theirs, the account, the deal, or somebody or something else; null where it only begins a sentence.</summary>
    public string? NameMark(string word, bool isFirst)
    {
        if (_marks.TryGetValue(word, out var mark))
            return mark;
        if (_account.Contains(word))
            return LineWords.Account;
        if (isFirst || word.Length < 2 || word is "I" || word.All(char.IsUpper) || Calendar.WeekdayOf(word.ToLowerInvariant()) is not null || Calendar.MonthOf(word.ToLowerInvariant()) is not null)
            return null;
        return IsDealWord(word.ToLowerInvariant()) ? LineWords.Deal : LineWords.Name;
    }

    /// <summary>True for a transcript: several people speak.</summary>
    public bool IsTalk { get; }

    public IReadOnlyList<UpdateLine> Lines { get; }

    public bool IsEmail => Text.Kind == ActivityKind.Email;

    /// <summary>True when the name is one of ours.</summary>
    public bool IsOurs(string? name)
    {
        if (name is null)
            return false;
        if (!_isOurs.TryGetValue(name, out var isOurs))
            _isOurs[name] = isOurs = _ours.Contains(name) || _ours.Any(o => Names.IsSamePerson(o, name));
        return isOurs;
    }

    /// <summary>The contact of the record that a name means, or null.</summary>
    public Contact? Known(string? name) => name is null ? null : File.Stakeholders.Select(s => s.Contact).FirstOrDefault(c => Names.IsSamePerson(c.Name, name));

    /// <summary>The lines of the next utterance by the other side, at most two utterances on; empty without one.</summary>
    public IReadOnlyList<UpdateLine> Answer(UpdateLine line)
    {
        const int reach = 2;
        var answer = Lines.Skip(line.Index + 1).TakeWhile(l => l.Utterance.Index <= line.Utterance.Index + reach).FirstOrDefault(l => l.Voice != line.Voice);
        return answer is null ? [] : [.. Lines.Skip(answer.Index).TakeWhile(l => l.Utterance == answer.Utterance)];
    }

    /// <summary>True for a contact's first name that the text has in small letters only, and that is no everyday word.</summary>
    public bool IsWrittenSmall(string word) =>
        word.Length > 3 && word is not ("will" or "mark" or "grant" or "rose" or "hope" or "grace" or "faith" or "bill" or "drew" or "dean" or "chase" or "april" or "june" or "summer" or "frank" or "jack" or "pearl" or "dale" or "cliff" or "miles" or "chip" or "penny" or "glen" or "sandy" or "cash" or "page" or "rich" or "sunny" or "robin" or "ruby" or "dawn" or "iris" or "lane" or "wade" or "nick" or "sterling" or "earnest" or "price" or "young" or "long")
        && File.Stakeholders.Any(s => Names.Parts(s.Contact.Name) is [var first, ..] && string.Equals(first, word, StringComparison.OrdinalIgnoreCase) && !Text.Text.Contains(first, StringComparison.Ordinal));

    /// <summary>The contact whose first or last name, or initials, a word is, when it is the name of one only.</summary>
    public Stakeholder? Stakeholder(string word) =>
        File.Stakeholders.Where(s => Names.Parts(s.Contact.Name) is [var first, ..] parts && (string.Equals(first, word, StringComparison.OrdinalIgnoreCase) || string.Equals(parts[^1], word, StringComparison.OrdinalIgnoreCase) || (Names.Initials(s.Contact.Name) == word && !_ours.Any(o => Names.Initials(o) == word)))).ToList() is [var only] ? only : null;

    /// <summary>The contact of the record that a name means, with the part it has, or null.</summary>
    public Stakeholder? KnownStakeholder(string? name) => Known(name) is { } contact ? File.Stakeholders.First(s => s.Contact.Id == contact.Id) : null;

    /// <summary>True when the person of that name says the line.</summary>
    public static bool IsSaidBy(UpdateLine line, string name) => line.Utterance.Speaker is { } speaker && Names.IsSamePerson(name, speaker);

    /// <summary>True for an address at the same house as one of the contacts of the record.</summary>
    public bool IsOfBuyer(string? email) =>
        email?.Split('@') is [_, var house] && File.Stakeholders.Any(s => s.Contact.Email is { } known && known.EndsWith("@" + house, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The lines to quote beside one, nearest first: what it answers and what answers it in a talk, else the lines next to it, less those of
    /// too few words to prove anything: a salutation, a name, thanks.
    /// </summary>
    public IEnumerable<UpdateLine> Around(UpdateLine line) => (IsTalk ? new[] { -1, 1, -2, 2, -3, 3, -4 } : [-1, 1, -2, 2])
        .Select(step => At(line.Index + step)).OfType<UpdateLine>().Where(l => IsTalk || (l.Utterance == line.Utterance && Math.Abs(l.Paragraph - line.Paragraph) <= 2 && l.Tokens.Count(t => t.Kind is TokenKind.Word or TokenKind.Number) >= LeastProof));

    /// <summary>The words of lines in the order of the text, less the name of ours that the first of them speaks to.</summary>
    public string WordsOf(IEnumerable<UpdateLine> lines)
    {
        var words = string.Join(' ', lines.OrderBy(l => l.Index).Select(l => l.Words));
        return words.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma && IsOurs(words[..comma]) ? words[(comma + 1)..] : words;
    }

    /// <summary>The last lines, at most two, of what the other side said just before.</summary>
    public IReadOnlyList<UpdateLine> Asked(UpdateLine line)
    {
        const int reach = 2;
        for (var i = line.Index - 1; i >= 0 && Lines[i].Utterance.Index >= line.Utterance.Index - reach; i--)
        {
            if (Lines[i].Voice != line.Voice)
                return i > 0 && Lines[i - 1].Utterance == Lines[i].Utterance ? [Lines[i - 1], Lines[i]] : [Lines[i]];
        }

        return [];
    }

    /// <summary>The line with a colon at its end under which a line stands, in the same paragraph or a list below it; null without one.</summary>
    public UpdateLine? Heading(UpdateLine line)
    {
        for (var i = line.Index - 1; i >= 0 && Lines[i].Paragraph >= line.Paragraph - 1; i--)
        {
            if (Lines[i].Words.TrimEnd().EndsWith(':'))
                return Lines[i];
        }

        return null;
    }

    /// <summary>The line that holds a character, or null.</summary>
    public UpdateLine? LineAt(int place) => Lines.FirstOrDefault(l => place >= l.Sentence.Start && place < l.Sentence.End);

    /// <summary>The line so many steps away in the same activity, or null.</summary>
    public UpdateLine? At(int index) => index >= 0 && index < Lines.Count ? Lines[index] : null;

    private IEnumerable<UpdateLine> ReadLines()
    {
        var (index, paragraph, last) = (0, 0, 0);
        foreach (var utterance in Text.Statements)
        {
            var voice = VoiceOf(utterance);
            foreach (var sentence in utterance.Sentences)
            {
                if (sentence.Tokens.Count == 0)
                    continue;
                if (IsTalk || Text.Text.AsSpan(last, sentence.Start - last).Count('\n') > 1)
                    paragraph++;
                last = sentence.End;
                yield return new(Text, utterance, sentence, index++, paragraph, voice, Doubt.None);
            }
        }
    }

    /// <summary>"We promised:" in minutes looks like the label of a speaker; minutes are read as what they are, one text.</summary>
    private static ReadActivity AsMinutes(ReadActivity text) =>
        text with { Utterances = [new(0, 0, text.Text.Length, null, Side.Seller, text.At, TextPart.Body, Sentences.Split(text.Text, 0, text.Text.Length))] };

    private Voice VoiceOf(Utterance utterance)
    {
        if (IsTalk)
            return IsOurs(utterance.Speaker) || (utterance.Side == Side.Seller && !_someAreOurs) ? Voice.Seller : Voice.Buyer;
        if (!IsEmail)
            return Voice.Record;
        return utterance.Side == Side.Seller || IsOurs(utterance.Speaker) ? Voice.Seller : Voice.Buyer;
    }
}

/// <summary>Compares names as people write them.</summary>
internal static class Names
{
    private static readonly HashSet<string> Honorifics = new(StringComparer.OrdinalIgnoreCase) { "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "herr", "herrn", "frau", "mag", "ing", "dipl", "sir", "madam", "mme", "avv", "dott", "mgr", "that's", "that’s", "it's", "it’s", "he's", "he’s", "she's", "she’s", "lic", "rer", "nat" };

    /// <summary>True for "Ms", "Dr" and the like, without the stop.</summary>
    public static bool IsHonorific(string word) => Honorifics.Contains(word);

    /// <summary>"MB" of "Mara van Berg".</summary>
    public static string Initials(string name) => string.Concat(Parts(name).Where(p => char.IsUpper(p[0])).Select(p => p[0]));

    /// <summary>The words of a name without titles.</summary>
    public static string[] Parts(string name) =>
        [.. name.Split([' ', '.', ','], StringSplitOptions.RemoveEmptyEntries).Where(w => !Honorifics.Contains(w))];

    /// <summary>A name as written, less the titles before it.</summary>
    public static string WithoutTitle(string name)
    {
        while (name.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end && Honorifics.Contains(name[..end].TrimEnd('.')))
            name = name[(end + 1)..].TrimStart();
        return name;
    }

    /// <summary>The same words without titles; a single word means who has it as first or last name.</summary>
    public static bool IsSamePerson(string full, string name)
    {
        var (a, b) = (Parts(full), Parts(name));
        if (a.Length == 0 || b.Length == 0)
            return false;
        if (b.Length == 1)
            return b[0].Length > 1 && (Same(a[0], b[0]) || Same(a[^1], b[0]));
        return Same(a[0], b[0]) && Same(a[^1], b[^1]);
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
