<?php

$curl = curl_init('https://api.hexclave.com/api/v1/team-api-keys?team_id=ad962777-8244-496a-b6a2-e0c6a449c79e');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_HTTPHEADER => [
        'X-Hexclave-Access-Type: client',
        'X-Hexclave-Project-Id: <your project UUID>',
    ],
]);
$content = curl_exec($curl);
if ($content === false) {
    throw new RuntimeException(curl_error($curl));
}
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($status >= 400) {
    throw new RuntimeException("$status $content");
}

print_r(json_decode($content, true));
