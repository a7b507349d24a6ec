using System.Text;
using Agent.Core.Deals;
using Agent.Infrastructure.Import;
using static Agent.Infrastructure.Tests.Import.ImportStore;

namespace Agent.Infrastructure.Tests.Import;

public sealed class TableImportTests : IDisposable
{
    private readonly ImportStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task ImportAsync_HubSpot_LinksByIds()
    {
        var companies = Text("hubspot-companies.csv", """
            Record ID,Company name,Company Domain Name,Company owner,Industry,Number of Employees,Annual Revenue,Country/Region
            11,Acme Inc,acme.com,Jane Rep,Software,"1,200",5000000,Germany
            12,Globex,globex.com,(No value),,,,
            """);
        var contacts = Text("hubspot-contacts.csv", """
            Record ID,First Name,Last Name,Email,Phone Number,Job Title,Contact owner,Lifecycle Stage,Associated Company,Associated Company IDs
            21,Ann,Buyer,Ann.Buyer@acme.com,+49 1,CFO,Jane Rep,Opportunity,Acme Inc,11
            22,Bob,Other,bob@globex.com,,,,,,
            """);
        var deals = Text("hubspot-deals.csv", """
            Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Associated Company,Associated Company IDs (Primary),Associated Contact,Associated Contact IDs,Closed Lost Reason,Deal Type,Original Source
            31,Acme rollout,qualifiedtobuy,Sales Pipeline,"12,500.00",2025-06-30 10:00,2025-01-02 09:30,Jane Rep,Acme Inc,11,Ann Buyer (ann.buyer@acme.com),21,,New Business,Referral
            32,Globex pilot,closedlost,Sales Pipeline,900,2025-02-01,2025-01-02,Jane Rep,,12,,,Too expensive,,
            """);

        var report = await _store.ImportAsync(deals, contacts, companies);

        report.Problems.ShouldBeEmpty();
        report.Deals.ShouldBe(new(2, 0, 0, 0));
        report.Contacts.ShouldBe(new(2, 0, 0, 0));
        report.Accounts.ShouldBe(new(2, 0, 0, 0));
        report.Users.ShouldBe(new(1, 0, 0, 0));
        var accounts = await _store.AllAsync<Account>();
        var acme = accounts.Single(a => a.Name == "Acme Inc");
        (acme.Domain, acme.Employees, acme.Revenue, acme.Country, acme.ExternalId).ShouldBe(("acme.com", 1200, 5_000_000m, "Germany", "hubspot:11"));
        var people = await _store.AllAsync<Contact>();
        people.Single(c => c.Email == "ann.buyer@acme.com").AccountId.ShouldBe(acme.Id);
        people.Single(c => c.Name == "Bob Other").AccountId.ShouldBe(accounts.Single(a => a.Name == "Globex").Id);
        var deal = await _store.DealAsync("Acme rollout");
        (deal.AccountId, deal.Amount, deal.CloseDate, deal.CreatedOn, deal.Source, deal.Type).ShouldBe((acme.Id, 12_500m, new DateOnly(2025, 6, 30), new DateOnly(2025, 1, 2), "Referral", "New Business"));
        var lost = await _store.DealAsync("Globex pilot");
        (lost.Status, lost.LossReason, lost.CycleDays).ShouldBe((DealStatus.Lost, "Too expensive", 30));
        var pipeline = (await _store.AllAsync<Pipeline>()).Single();
        pipeline.Name.ShouldBe("Sales Pipeline");
        pipeline.Stages.Select(s => (s.Name, s.Status)).ShouldBe([("Qualified To Buy", DealStatus.Open), ("Closed Lost", DealStatus.Lost), ("Won", DealStatus.Won)]);
    }

    [Fact]
    public async Task ImportAsync_Salesforce_MatchesShortAndLongIdsAndReadsItsFlags()
    {
        var accounts = Text("Account.csv", """
            Id,Name,Industry,NumberOfEmployees,AnnualRevenue,Website,BillingCountry
            001D000000IqhSLIAZ,Acme,Energy,50,1000,https://www.acme.com,France
            """);
        var opportunities = Text("Opportunity.csv", """
            Id,AccountId,Name,StageName,Amount,Probability,CloseDate,IsClosed,IsWon,LeadSource,NextStep,CreatedDate
            006D000000AAAAA,001D000000IqhSL,Acme - 100 seats,Signature received,5000,100,2025-02-01,true,true,Web,,2025-01-01T10:00:00.000+0000
            006D000000BBBBB,001D000000IqhSL,Acme - renewal,Needs Analysis,7000,20,2025-09-01,false,false,Web,Send the quote,2025-01-05T10:00:00.000+0000
            """);

        var report = await _store.ImportAsync(opportunities, accounts);

        report.Problems.ShouldBeEmpty();
        var acme = (await _store.AllAsync<Account>()).Single();
        var won = await _store.DealAsync("Acme - 100 seats");
        (won.Status, won.AccountId, won.ExternalId).ShouldBe((DealStatus.Won, acme.Id, "salesforce:006D000000AAAAA"));
        (await _store.DealAsync("Acme - renewal")).NextStep.ShouldBe("Send the quote");
        (await _store.AllAsync<Pipeline>()).Single().Stages.Select(s => (s.Name, s.Status, s.WinProbability))
            .ShouldBe([("Needs Analysis", DealStatus.Open, 0.2), ("Signature received", DealStatus.Won, 1.0), ("Lost", DealStatus.Lost, 0.0)]);
    }

    [Fact]
    public async Task ImportAsync_SalesforceTasks_SplitDoneFromOpen()
    {
        await _store.ImportAsync(Text("deals.csv", "Id,Name,StageName\n006D000000AAAAA,Acme seats,Qualification\n"));
        var report = await _store.ImportAsync(Text("Task.csv", """
            Id,WhoId,WhatId,Subject,Status,Priority,ActivityDate,Description
            00T000000000001,,006D000000AAAAA,Call: pricing,Completed,Normal,2025-02-03,They liked it
            00T000000000002,,006D000000AAAAA,Send the quote,Not Started,High,2025-03-20,
            """));

        report.Problems.ShouldBeEmpty();
        report.Activities.ShouldBe(new(1, 0, 0, 0));
        report.Tasks.ShouldBe(new(1, 0, 0, 0));
        var deal = await _store.DealAsync("Acme seats");
        var call = (await _store.AllAsync<Activity>()).Single();
        (call.Kind, call.DealId, call.Body).ShouldBe((ActivityKind.Call, deal.Id, "They liked it"));
        var task = (await _store.AllAsync<SalesTask>()).Single();
        (task.Title, task.DueOn, task.DoneAt, task.DealId).ShouldBe(("Send the quote", new DateOnly(2025, 3, 20), null, deal.Id));
    }

    [Fact]
    public async Task ImportAsync_PipedriveRowOfSeveralRecords_MakesEach()
    {
        var report = await _store.ImportAsync(Text("deals-2025.csv", """
            Deal - ID;Deal - Title;Deal - Value;Deal - Currency of value;Deal - Stage;Deal - Pipeline;Deal - Status;Deal - Owner;Deal - Expected close date;Deal - Won time;Deal - Lost reason;Organization - ID;Organization - Name;Person - ID;Person - Name;Person - Email (Work)
            1;Acme machines;1.234,50;EUR;Proposal Made;Sales;Open;Jane Rep;31.12.2025;;;5;Acme GmbH;7;Ann Buyer;ann@acme.de
            2;Acme service;500;EUR;Negotiations Started;Sales;Won;Jane Rep;;2025-02-03 10:11:12;;5;Acme GmbH;7;Ann Buyer;ann@acme.de
            """));

        report.Problems.ShouldBeEmpty();
        report.Deals.ShouldBe(new(2, 0, 0, 0));
        report.Accounts.ShouldBe(new(1, 0, 0, 0));
        report.Contacts.ShouldBe(new(1, 0, 0, 0));
        var account = (await _store.AllAsync<Account>()).Single();
        account.ExternalId.ShouldBe("pipedrive:5");
        (await _store.AllAsync<Contact>()).Single().AccountId.ShouldBe(account.Id);
        var open = await _store.DealAsync("Acme machines");
        (open.Amount, open.Currency, open.CloseDate, open.AccountId).ShouldBe((1234.5m, "EUR", new DateOnly(2025, 12, 31), account.Id));
        var won = await _store.DealAsync("Acme service");
        (won.Status, won.CloseDate).ShouldBe((DealStatus.Won, new DateOnly(2025, 2, 3)));
    }

    [Fact]
    public async Task ImportAsync_PipedriveNotes_BecomeText()
    {
        await _store.ImportAsync(Text("deals.csv", "Deal - ID,Deal - Title,Deal - Stage\n1,Acme machines,Qualified\n"));
        await _store.ImportAsync(Text("notes.csv", "Note - ID,Note - Content,Note - Add time,Deal - Title\n9,\"<p>Budget is <b>50k</b></p><ul><li>needs a demo</li></ul>\",2025-02-01 08:00:00,Acme machines\n"));

        var note = (await _store.AllAsync<Activity>()).Single();
        (note.Kind, note.Body, note.DealId).ShouldBe((ActivityKind.Note, "Budget is 50k\n\n- needs a demo", (await _store.DealAsync("Acme machines")).Id));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("windows-1252")]
    public async Task ImportAsync_OtherEncoding_KeepsTheLetters(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        await _store.ImportAsync(Text("accounts.csv", "Account Name,Industry\r\nMüller & Søn – Çelik,Möbel\r\n", encoding));
        (await _store.AllAsync<Account>()).Single().Name.ShouldBe("Müller & Søn – Çelik");
    }

    [Fact]
    public async Task ImportAsync_CentralEuropeanCodePage_KeepsTheLetters()
    {
        await _store.ImportAsync(Text("accounts.csv", "Account Name,Industry\nŁódź Żółw,Wąż\nPříbram Dřevo,Stavby\n", CodePagesEncodingProvider.Instance.GetEncoding(1250)));
        (await _store.AllAsync<Account>()).Select(a => a.Name).ShouldBe(["Łódź Żółw", "Příbram Dřevo"], ignoreOrder: true);
    }

    [Fact]
    public async Task ImportAsync_BadRows_AreReportedByLineAndTheOthersKept()
    {
        var report = await _store.ImportAsync(Text("deals.csv", """
            Deal ID,Deal Name,Stage,Amount,Close Date
            1,"Two
            lines",Demo,100,2025-05-01
            2,Bad amount,Demo,12x,2025-05-01
            3,Bad date,Demo,100,someday
            4,No stage,,100,2025-05-01
            5,Good,Demo,100,2025-05-01
            6,Too,many,cells,in,this
            """));

        report.Deals.ShouldBe(new(2, 0, 0, 4));
        report.Problems.Select(p => (p.File, p.Line, p.Column, p.Reason)).ShouldBe(
        [
            ("deals.csv", 4, "Amount", "Amount \"12x\" is not a number."),
            ("deals.csv", 5, "Close Date", "Close Date \"someday\" is not a date."),
            ("deals.csv", 6, "Stage", "The deal has no stage."),
            ("deals.csv", 8, null, "The row has 6 cells, the header has 5; perhaps a quote or separator is wrong."),
        ]);
    }

    [Fact]
    public async Task ImportAsync_DatesOfOpenOrder_AreSettledByTheColumnOrTheOptionElseReported()
    {
        const string Head = "Deal ID,Deal Name,Stage,Close Date\n";
        var settled = await _store.ImportAsync(Text("a.csv", Head + "1,A,Demo,04/05/2025\n2,B,Demo,31/05/2025\n"));
        settled.Problems.ShouldBeEmpty();
        (await _store.DealAsync("A")).CloseDate.ShouldBe(new DateOnly(2025, 5, 4));

        var open = await _store.ImportAsync(Text("b.csv", Head + "3,C,Demo,04/05/2025\n"));
        open.Deals.Skipped.ShouldBe(1);
        open.Problems.Single().Reason.ShouldContain("day/month or month/day");

        await _store.ImportAsync(new ImportOptions { DateOrder = "mdy" }, Text("b.csv", Head + "3,C,Demo,04/05/2025\n"));
        (await _store.DealAsync("C")).CloseDate.ShouldBe(new DateOnly(2025, 4, 5));
    }

    [Fact]
    public async Task ImportAsync_FilesThatAreNotWhatTheyClaim_AreRefusedWhole()
    {
        var report = await _store.ImportAsync(
            Bytes("renamed.csv", [0x50, 0x4B, 3, 4, 1, 2, 3]),
            Bytes("binary.csv", [1, 2, 0, 4, 5, 0, 7, 200]),
            Text("page.csv", "<!DOCTYPE html><html><body>Sign in</body></html>"),
            Text("unknown.csv", "foo,bar\n1,2\n"),
            Text("broken.json", "[{\"name\": \"Acme\", \"industry\": \"x\"}, {\"name\": "),
            Text("quote.csv", "Deal Name,Stage\nA,Demo\n\"B,Demo\n"),
            Text("empty.csv", ""),
            Text("picture.png", "x"),
            Text("good.csv", "Account Name,Industry\nAcme,Energy\n"));

        report.Problems.Select(p => p.File).ShouldBe(["renamed.csv", "binary.csv", "page.csv", "unknown.csv", "broken.json", "quote.csv", "empty.csv", "picture.png"]);
        report.Problems.Single(p => p.File == "renamed.csv").Reason.ShouldContain("Excel workbook");
        report.Problems.Single(p => p.File == "page.csv").Reason.ShouldContain("web page");
        report.Problems.Single(p => p.File == "quote.csv").Line.ShouldBe(3);
        report.Accounts.Added.ShouldBe(1);
        report.Deals.Added.ShouldBe(0);
    }

    [Fact]
    public async Task ImportAsync_Json_ReadsArraysAndNestedObjects()
    {
        var report = await _store.ImportAsync(
            Text("export.json", """
                { "total": 2, "accounts": [ { "id": "a1", "name": "Acme", "industry": "Energy" } ],
                  "paging": { "next": 1 },
                  "deals": [
                    { "id": 7, "title": "Acme plant", "stage": "Proposal", "amount": 1200.5, "account": { "name": "Acme" }, "owner": { "name": "Jane Rep" }, "closeDate": "2025-07-01" },
                    { "id": 8, "title": "Bad", "stage": "Proposal", "amount": "lots" } ] }
                """),
            Text("companies.json", """[ { "id": "5", "properties": { "name": "Globex", "domain": "globex.com", "industry": "Oil" } } ]"""));

        report.Accounts.ShouldBe(new(2, 0, 0, 0));
        report.Deals.ShouldBe(new(1, 0, 0, 1));
        report.Problems.Single().ShouldBe(new("export.json", 5, "amount", "amount \"lots\" is not a number."));
        var deal = await _store.DealAsync("Acme plant");
        deal.Amount.ShouldBe(1200.5m);
        deal.AccountId.ShouldBe((await _store.AllAsync<Account>()).Single(a => a.Name == "Acme").Id);
    }

    [Fact]
    public async Task ImportAsync_ChangedRow_GoesThroughTheDealsMethods()
    {
        const string Head = "Deal ID,Deal Name,Stage,Amount,Close Date\n";
        await _store.ImportAsync(Text("d.csv", Head + "1,A,Demo,100,2025-05-01\n2,B,Demo,50,2025-05-01\n"));
        _store.Now = _store.Now.AddDays(3);
        var report = await _store.ImportAsync(Text("d.csv", Head + "1,A,Proposal,120,2025-06-01\n2,B,Demo,50,2025-05-01\n"));

        report.Deals.ShouldBe(new(0, 1, 1, 0));
        var deal = await _store.DealAsync("A");
        deal.Changes.ShouldBe(
        [
            new(FieldChange.CloseDate, "2025-05-01", "2025-06-01", new(2025, 3, 13)),
            new(FieldChange.Amount, "100", "120", new(2025, 3, 13)),
        ]);
        deal.StageEnteredOn.ShouldBe(new DateOnly(2025, 3, 13));
        deal.StageHistory.Count.ShouldBe(1);

        (await _store.ImportAsync(Text("d.csv", Head + "1,A,Proposal,120,2025-06-01\n2,B,Demo,50,2025-05-01\n"))).Deals.ShouldBe(new(0, 0, 2, 0));
    }

    [Fact]
    public async Task ImportAsync_EmptyCell_ErasesNothing()
    {
        await _store.ImportAsync(Text("d.csv", "Deal ID,Deal Name,Stage,Amount,Next step\n1,A,Demo,100,Call them\n"));
        var report = await _store.ImportAsync(Text("d.csv", "Deal ID,Deal Name,Stage,Amount,Next step\n1,A,Demo,--,(No value)\n"));

        report.Deals.ShouldBe(new(0, 0, 1, 0));
        (await _store.DealAsync("A")).Amount.ShouldBe(100);
    }

    [Fact]
    public async Task ImportAsync_DryRun_ReportsTheSameAndWritesNothing()
    {
        var deals = Text("d.csv", "Deal ID,Deal Name,Stage,Account,Owner,Amount\n1,A,Demo,Acme,Jane,1\n2,B,Demo,Acme,Jane,x\n");
        var dry = await _store.ImportAsync(new ImportOptions { DryRun = true }, deals);
        (await _store.AllAsync<Deal>()).ShouldBeEmpty();
        (await _store.AllAsync<Account>()).ShouldBeEmpty();
        (await _store.AllAsync<Pipeline>()).ShouldBeEmpty();

        var real = await _store.ImportAsync(deals);
        dry.DryRun.ShouldBeTrue();
        (dry.Deals, dry.Accounts, dry.Users).ShouldBe((real.Deals, real.Accounts, real.Users));
        dry.Problems.ShouldBe(real.Problems);
    }

    [Fact]
    public async Task ImportAsync_AccountThatIsNearlyKnown_IsMadeAndReported()
    {
        await _store.ImportAsync(Text("accounts.csv", "Account Name,Industry\nAcme Corporation,Energy\n"));
        var report = await _store.ImportAsync(Text("d.csv", "Deal ID,Deal Name,Stage,Account\n1,A,Demo,Acme Inc.\n2,B,Demo,ACME CORPORATION\n"));

        report.Accounts.Added.ShouldBe(1);
        report.Problems.Single().Reason.ShouldContain("\"Acme Corporation\" is known");
        (await _store.DealAsync("B")).AccountId.ShouldBe((await _store.AllAsync<Account>()).Single(a => a.Name == "Acme Corporation").Id);
    }

    [Fact]
    public async Task ImportAsync_NameOfTwoAccounts_IsReportedAndTheDealKept()
    {
        await _store.ImportAsync(Text("accounts.csv", "Account ID,Account Name,Industry\n1,Acme,Energy\n2,Acme,Food\n"));
        var report = await _store.ImportAsync(Text("d.csv", "Deal ID,Deal Name,Stage,Account\n1,A,Demo,Acme\n"));

        (await _store.AllAsync<Account>()).Count.ShouldBe(2);
        report.Deals.Added.ShouldBe(1);
        report.Problems.Single().Reason.ShouldContain("fits 2 accounts");
        (await _store.DealAsync("A")).AccountId.ShouldBeNull();
    }

    [Fact]
    public async Task ImportAsync_SameIdTwice_TakesTheFirstAndReportsAnother()
    {
        var report = await _store.ImportAsync(Text("d.csv", "Deal ID,Deal Name,Stage\n1,A,Demo\n1,A,Demo\n1,B,Demo\n"));

        report.Deals.ShouldBe(new(1, 0, 1, 1));
        report.Problems.Single().Line.ShouldBe(4);
    }

    [Fact]
    public async Task ImportAsync_Mapping_NamesOwnColumns()
    {
        var mapping = ImportMapping.Parse("""{ "file": "erp*.csv", "entity": "deals", "columns": { "Nr": "id", "Bezeichnung": "name", "Phase": "stage", "Summe": "amount" }, "source": "erp", "currency": "EUR" }""");
        var report = await _store.ImportAsync(new ImportOptions { Mapping = mapping }, Text("erp-1.csv", "Nr;Bezeichnung;Phase;Summe\n4711;Werk Nord;Angebot;1.200,00\n"));

        report.Problems.ShouldBeEmpty();
        var deal = await _store.DealAsync("Werk Nord");
        (deal.Amount, deal.Currency, deal.ExternalId).ShouldBe((1200m, "EUR", "erp:4711"));
    }

    [Theory]
    [InlineData("""{ "columns": { "A": "nosuchfield" } }""", "nosuchfield")]
    [InlineData("""{ "entity": "accounts", "columns": { "A": "stage" } }""", "stage")]
    [InlineData("""{ "entity": "boats" }""", "entity")]
    [InlineData("""{ "dateOrder": "ymd" }""", "dateOrder")]
    [InlineData("{", "mapping")]
    public void Parse_InvalidMapping_SaysWhat(string json, string word) => Should.Throw<FormatException>(() => ImportMapping.Parse(json)).Message.ShouldContain(word);

    [Fact]
    public async Task ImportAsync_StoreWithDeals_AddsNewStagesBeforeTheClosedOnes()
    {
        await _store.ImportAsync(Text("d.csv", "Deal ID,Deal Name,Stage\n1,A,Demo\n2,B,Won\n"));
        await _store.ImportAsync(Text("e.csv", "Deal ID,Deal Name,Stage\n3,C,Trial\n4,D,Closed Won\n"));

        (await _store.AllAsync<Pipeline>()).Single().Stages.Select(s => s.Name).ShouldBe(["Demo", "Trial", "Won", "Lost"]);
        (await _store.DealAsync("D")).Status.ShouldBe(DealStatus.Won);
    }

    [Fact]
    public async Task ImportAsync_TextThatLooksLikeCode_StaysText()
    {
        await _store.ImportAsync(Text("accounts.csv", "Account Name,Industry\n\"=HYPERLINK(\"\"http://x\"\")\",'; DROP TABLE accounts; --\n"));
        (await _store.AllAsync<Account>()).Single().Name.ShouldBe("=HYPERLINK(\"http://x\")");
    }

    [Fact]
    public async Task ImportAsync_Report_SerializesToTheAgreedJson()
    {
        var report = await _store.ImportAsync(Text("d.csv", "Deal Name,Stage,Amount\nA,Demo,x\n"));
        var json = System.Text.Json.JsonSerializer.Serialize(report, System.Text.Json.JsonSerializerOptions.Web);
        json.ShouldContain("""
            "deals":{"added":0,"updated":0,"unchanged":0,"skipped":1}
            """.Trim());
        json.ShouldContain("\"problems\":[{\"file\":\"d.csv\",\"line\":2,\"column\":\"Amount\",\"reason\":");
    }
}
