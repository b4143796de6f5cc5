namespace Kith.Practice.Voice;

public static partial class WorkLibrary
{
    /// <summary>The library, in the order in which work with a child usually goes.</summary>
    public static IReadOnlyList<WorkTool> Tools { get; } =
    [
        new(
            "my-new-worker",
            "Meeting my new worker",
            "A first meeting, or a change of worker. The worker fills in their half first.",
            4,
            14,
            WorkPurpose.GettingToKnow,
            [WorkNeed.FewWords, WorkNeed.Autism, WorkNeed.Moving],
            [
                "Fill in your own half before you go: a photo, what you like, how to reach you.",
                "Say why you come, how often, and who reads what you write.",
                "Ask the last worker what the child should not have to tell again.",
                "Leave the sheet with the child.",
            ],
            [
                new SheetSay("This is about the two of us. I go first."),
                new SheetBoxes([new("My worker", "person", "Draw me or stick a photo here"), new("Me", "child", "Draw you")]),
                new SheetBoxes([new("Things my worker likes", "heart"), new("Things I like", "heart")], false),
                new SheetBoxes([new("When my worker comes", "calendar"), new("How I can reach my worker", "phone"), new("What my worker needs to know about me", "star")], false),
            ]
        ),
        new(
            "all-about-me",
            "All about me",
            "What I like, what helps and what I cannot stand. A page that goes with the child to new people.",
            3,
            14,
            WorkPurpose.GettingToKnow,
            [WorkNeed.FewWords, WorkNeed.NoWords, WorkNeed.Autism, WorkNeed.Moving],
            [
                "For a child who does not use words, fill it in with those who know the child best, and watch the child's face.",
                "Write as the child would say it: «I like my ears covered».",
                "Use it in the record: How to be with the child.",
            ],
            [
                new SheetBoxes([new("I like", "happy"), new("I do not like", "sad")]),
                new SheetBoxes([new("I say yes like this", "yes"), new("I say no like this", "no"), new("When I am upset, this helps", "hug")]),
                new SheetBoxes([new("Who knows me best", "people"), new("What I am good at", "star")], false),
            ]
        ),
        new(
            "three-houses",
            "Three houses",
            "Worries, good things and dreams, each in a house of its own.",
            4,
            12,
            WorkPurpose.Wishes,
            [WorkNeed.FewWords, WorkNeed.Siblings],
            [
                "Begin with the house of good things.",
                "Let the child draw or write; write down the words just as they come.",
                "Ask who lives in each house, who visits, and who should not.",
                "Ask the child who may see it, before you show it to anyone.",
            ],
            [new SheetSay("What is in each house?"), new SheetDrawing("houses", "Three houses side by side: worries, good things, dreams")]
        ),
        new(
            "safe-people",
            "My safe people",
            "Who is close, and who comes when things go wrong. Leads to the network and the plan for bad days.",
            5,
            17,
            WorkPurpose.Safety,
            [WorkNeed.Siblings, WorkNeed.Moving],
            [
                "The child is in the middle. Those who are closest go in the inner ring. Pets and friends count.",
                "Ask: who would you tell? Who would come at night? Who would you not want?",
                "Record people the child names under Family and network, with how close they are.",
            ],
            [
                new SheetSay("Who is near you? Who is further away?"),
                new SheetDrawing("circles", "Three rings around the child"),
                new SheetBoxes([new("I can tell", "talk"), new("I can ring", "phone"), new("I can go to", "home")], false),
            ]
        ),
        new(
            "safety-hand",
            "Five people, five fingers",
            "A hand to trace: one person the child trusts on each finger.",
            3,
            10,
            WorkPurpose.Safety,
            [WorkNeed.FewWords],
            [
                "Trace the child's own hand, if they like that.",
                "At least one person who does not live in the home, and one at school or nursery.",
                "Practise: what would you say first? How would you reach them?",
            ],
            [new SheetSay("Who helps you? Put one on each finger."), new SheetDrawing("hand", "A hand with five fingers to write on")]
        ),
        new(
            "feelings-thermometer",
            "Feelings thermometer",
            "How strong a feeling is, and what brings it down again.",
            5,
            15,
            WorkPurpose.Feelings,
            [WorkNeed.Autism, WorkNeed.FewWords],
            [
                "Choose one feeling with the child: cross, scared, sad.",
                "What is it like at the bottom? At the top? Where is it today?",
                "Ask what brings it down a step, and who can help with that.",
            ],
            [
                new SheetSay("How big is the feeling today?"),
                new SheetDrawing("thermometer", "A thermometer from calm to very strong"),
                new SheetBoxes([new("This makes it go up", "storm"), new("This brings it down", "hug")], false),
            ]
        ),
        new(
            "body-signals",
            "My body tells me",
            "Where a feeling sits in the body, and what the body says when something is wrong.",
            5,
            15,
            WorkPurpose.Feelings,
            [WorkNeed.FewWords, WorkNeed.Autism],
            [
                "Choose a colour for each feeling and let the child colour where it sits.",
                "Ask what the body does first, before it gets big.",
                "If a child shows or tells of hurt, stop the exercise, listen, and follow the safeguarding procedure.",
            ],
            [
                new SheetSay("Where do you feel it? Colour it in."),
                new SheetDrawing("body", "The outline of a body"),
                new SheetBoxes(
                    [new("My colour for happy", "happy"), new("My colour for sad", "sad"), new("My colour for scared", "worried"), new("My colour for cross", "storm")],
                    false
                ),
            ]
        ),
        new(
            "how-was-it",
            "How was it? Faces",
            "Five faces to point at, for home, school and the night. Takes two minutes; works at every visit.",
            3,
            11,
            WorkPurpose.Feelings,
            [WorkNeed.FewWords, WorkNeed.Autism],
            [
                "Read each line and wait. Point with the child, not for the child.",
                "Ask: what made it that face? Write the words down.",
                "Use it again next time and look at both together.",
            ],
            [new SheetSay("At home"), new SheetFaces(), new SheetSay("At school or nursery"), new SheetFaces(), new SheetSay("When it is dark and I am in bed"), new SheetFaces()]
        ),
        new(
            "worry-box",
            "My worry box",
            "Worries to put away: some for me, some for grown-ups, some to throw out.",
            5,
            12,
            WorkPurpose.Feelings,
            [WorkNeed.Siblings],
            [
                "Cut the slips out. One worry on each, drawn or written.",
                "Sort them together: whose worry is it to carry?",
                "Take the grown-ups' slips with you, say what you will do, and come back with an answer.",
            ],
            [
                new SheetDrawing("box", "A box with a lid"),
                new SheetBoxes([new("A worry", "worried"), new("A worry", "worried"), new("A worry", "worried")], false),
                new SheetBoxes([new("A worry for grown-ups", "people"), new("A worry for grown-ups", "people"), new("A worry to throw out", "no")], false),
            ]
        ),
        new(
            "wishes",
            "Three wishes and a dream",
            "What the child wants to be different, and what may stay just as it is.",
            4,
            14,
            WorkPurpose.Wishes,
            [WorkNeed.FewWords],
            [
                "Ask what should stay as it is first.",
                "Ask who could make each wish come true. What would be the first small sign?",
                "Say honestly which wishes you can do something about. Answer each one.",
            ],
            [
                new SheetSay("If you had three wishes…"),
                new SheetBoxes([new("Wish 1", "star"), new("Wish 2", "star"), new("Wish 3", "star")]),
                new SheetBoxes([new("This can stay just as it is", "heart"), new("When I wake up and it is all good, I see", "sun")]),
            ]
        ),
        new(
            "scaling",
            "From 0 to 10",
            "How things are, how they were and what one step up would be. For older children and for meetings.",
            8,
            18,
            WorkPurpose.Wishes,
            [WorkNeed.Online],
            [
                "Agree what 0 and 10 mean before the child puts a mark.",
                "Ask: why not lower? What is already there?",
                "Ask: what would be one step up? Who would notice?",
                "Take the child's number into the plan or the meeting, in the child's words.",
            ],
            [
                new SheetSay("How safe do I feel at home?"),
                new SheetScale("Not safe at all", "As safe as can be"),
                new SheetSay("How much do people listen to me?"),
                new SheetScale("Nobody does", "Everyone does"),
                new SheetSay("How good is the plan for me?"),
                new SheetScale("No good", "Just right"),
                new SheetBoxes([new("One step up would look like this", "star")], false),
            ]
        ),
        new(
            "my-week",
            "My week",
            "Where the child is, who with, and how each day feels. Shows food, sleep, school and time with parents.",
            6,
            17,
            WorkPurpose.DailyLife,
            [WorkNeed.Autism, WorkNeed.Moving],
            [
                "Fill it in for the last week, not for a usual one.",
                "Who was there in the morning? Who at night? What was for tea?",
                "Put a face on each day. Ask about the best and the hardest.",
            ],
            [new SheetGrid(["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], ["Morning", "Day", "Tea time", "Night", "A face for the day"])]
        ),
        new(
            "my-day",
            "A day in my life",
            "From waking up to going to sleep, hour by hour, in pictures. What a day is like from inside.",
            3,
            12,
            WorkPurpose.DailyLife,
            [WorkNeed.FewWords, WorkNeed.Autism],
            ["Draw together, box by box, as a comic.", "Who wakes you? What do you eat? Who is there when you come home?", "Do it for a school day and for a Sunday."],
            [
                new SheetBoxes([new("I wake up", "sun"), new("Breakfast", "food"), new("School or nursery", "school")]),
                new SheetBoxes([new("I come home", "home"), new("Tea", "food"), new("Bed", "bed")]),
            ]
        ),
        new(
            "words-and-pictures",
            "Words and pictures",
            "The story of what happened, why people worried and what is done, told so that the child can keep it.",
            4,
            14,
            WorkPurpose.Family,
            [WorkNeed.Siblings, WorkNeed.Moving],
            [
                "Write it with the parents first; it has to be true and they have to be able to say it.",
                "One picture and one or two sentences for each step. No blame, no secrets, no adult detail.",
                "Read it to the child with those who care for them in the room.",
            ],
            [
                new SheetBoxes([new("Who is in this story", "people"), new("What happened", "storm")]),
                new SheetBoxes([new("Why people were worried", "worried"), new("What we did about it", "yes")]),
                new SheetBoxes([new("How it is now", "home"), new("What happens next", "calendar")]),
            ]
        ),
        new(
            "brothers-and-sisters",
            "My brothers and sisters",
            "Each child draws the others, apart from each other. What each is to this child; where they want to be.",
            4,
            16,
            WorkPurpose.Family,
            [WorkNeed.Siblings, WorkNeed.Moving],
            [
                "One sheet for each child, one child at a time.",
                "Who looks after whom? Who do you share with, fight with, miss?",
                "If they live apart: how often do you see each other, and is that right?",
                "Record an entry for each child: no two children said the same.",
            ],
            [
                new SheetBoxes([new("Me and my brothers and sisters", "people", "Half, step and foster count too")]),
                new SheetBoxes([new("What I like about us", "heart"), new("What is hard", "sad"), new("When I want to see them", "calendar")], false),
            ]
        ),
        new(
            "moving",
            "When I move",
            "Before a move: what comes along, what stays, who I will see, what I want to know.",
            4,
            17,
            WorkPurpose.Change,
            [WorkNeed.Moving, WorkNeed.Autism, WorkNeed.FewWords],
            [
                "Bring what you know: a photo of the house, who lives there, what the room is like.",
                "Write every question down, and who will answer it by when.",
                "Say what will not change.",
            ],
            [
                new SheetBoxes([new("Where I am now", "home"), new("Where I will be", "home")]),
                new SheetBoxes([new("This comes with me", "bag"), new("These people I will see", "people"), new("This stays the same", "heart")]),
                new SheetBoxes([new("What I want to know", "question")], false),
            ]
        ),
        new(
            "online",
            "My life online",
            "Where the child spends time online, who is there, and what feels wrong. Not a test and not a search of the phone.",
            8,
            18,
            WorkPurpose.Safety,
            [WorkNeed.Online],
            [
                "Ask to be shown, not told: the child is the expert.",
                "Who do you know only from there? Has anyone asked for something you did not want?",
                "Say what you would have to act on before you ask.",
            ],
            [
                new SheetBoxes([new("Places I go online", "phone"), new("People I meet there", "people")]),
                new SheetBoxes([new("Good things", "happy"), new("Things that felt wrong", "worried"), new("Who I can show", "talk")], false),
            ]
        ),
        new(
            "watching-together",
            "Watching with care",
            "An observation of a child who does not use words, or not with us. What was seen, and what the child showed by it.",
            0,
            18,
            WorkPurpose.DailyLife,
            [WorkNeed.NoWords, WorkNeed.FewWords, WorkNeed.Autism],
            [
                "Twenty minutes or more, in a place the child knows, with someone who knows the child's signs.",
                "Write what you see, not what you think: «turned to the window three times».",
                "Then ask: what was it that the child showed? A wish, a feeling, a choice? How sure are we?",
                "Offer a choice of two and then the other way round. Do it again on another day.",
            ],
            [
                new SheetGrid(
                    ["What I saw or heard", "What was going on", "What the child showed"],
                    ["With those who care for the child", "With other children", "Food and drink", "Play, music, water", "Being left, being met", "A choice of two"]
                ),
                new SheetBoxes([new("How this child says yes", "yes"), new("How this child says no", "no"), new("How sure are we, and who else should say?", "question")], false),
            ]
        ),
    ];
}
